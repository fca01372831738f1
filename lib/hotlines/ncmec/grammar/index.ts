export { FILE_DETAILS, type FileDetails } from './file-details';
export { LATER_ELEMENTS } from './later';
export { REPORT, type Report } from './report';
export type { Attributes, Field, Fields, Group, Leaf, Marked, Node, ScalarType } from './shape';
