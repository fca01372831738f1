export { supplement } from './supplement';
export { undoSupplement } from './undo-supplement';
