export { closeCase, reopenCase } from './close';
export { addNote, editNote } from './notes';
export { listCases, openCase } from './read';
