export { type GatherTools, gatherFacts } from './gather';
export { previewOf } from './preview';
