export { largeFiles, packLarge } from './large-case';
export type { LargeAnswer, LargeFile } from './pack-large';
export { faultsOf, pack, release, sealedPath, unseal } from './packed';
export { stall } from './stall';
