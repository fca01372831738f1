export { sampleFacts } from './facts';
export { keepSampleFiles, sampleBytes, sampleFile } from './files';
export { type ReferralScene, drawAgencyKeys, openReferralScene } from './scene';
