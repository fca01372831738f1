export { endGrants } from './end-grants';
export { endView } from './end-view';
export { grantView } from './grant-view';
export { deriveKey, newObjectKey, unwrapKey } from './keys';
export { openGrant } from './open-grant';
export { openPreview } from './open-preview';
export { readOriginal, viewedEntirely } from './read';
export { type MediaInput, type ReceivedMedia, receiveMedia } from './receive';
export { openText, sealText } from './seal-text';
