export { faultsOf, largeFiles, pack, packLarge, release, sealedPath, stall, unseal } from '../package/testing';
export { sampleFacts } from './facts';
export { keepSampleFiles, sampleBytes, sampleFile } from './files';
export { type ReferralScene, drawAgencyKeys, openReferralScene } from './scene';
