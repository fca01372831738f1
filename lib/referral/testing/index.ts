export { faultsOf, largeFiles, packLarge, release, sealedPath, stall, unseal } from '../package/testing';
export { sampleFacts } from './facts';
export { sampleBytes } from './files';
export { type ReferralScene, openReferralScene } from './scene';
