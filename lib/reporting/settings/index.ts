export { askForCheck } from './ask-for-check';
export type { HotlineMode, HotlineRow, SetBy } from './read-hotlines';
export { type HotlinesPage, readHotlinesPage } from './read-page';
export type { PlatformWebhookRow } from './read-platform-webhooks';
export { saveHotlineSetting } from './save-hotline';
export { type SavedWebhook, rotatePlatformSecret, savePlatformWebhook } from './save-platform-webhook';
export { switchHotline } from './switch-hotline';
