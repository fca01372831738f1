export type { FiledFile } from './filed-file';
export { type AssembledReport, assemble } from './report';
