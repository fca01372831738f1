export { mendReport } from './mend-report';
export { onlyFilesOf } from './only-files-of';
export { redraw } from './redraw';
