export { BrokenSeal } from './broken-seal';
export { deriveKey, newObjectKey, unwrapKey } from './keys';
export { readOriginal, viewedEntirely } from './read';
export { openText, sealText } from './seal-text';
