export { sampleFacts } from './facts';
export { keepSampleFiles, sampleBytes, sampleFile } from './files';
