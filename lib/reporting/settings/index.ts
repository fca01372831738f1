export { askForCheck } from './ask-for-check';
export { type HotlineMode, type HotlineRow, type SetBy, readHotlines } from './read-hotlines';
export { type PlatformWebhookRow, readPlatformWebhooks } from './read-platform-webhooks';
export { saveHotlineSetting } from './save-hotline';
export { type SavedWebhook, rotatePlatformSecret, savePlatformWebhook } from './save-platform-webhook';
export { switchHotline } from './switch-hotline';
