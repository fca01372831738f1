export { largeFiles, packLarge } from './large-case';
export type { LargeAnswer, LargeFile } from './pack-large';
export { pack, release, sealedPath, unseal } from './packed';
