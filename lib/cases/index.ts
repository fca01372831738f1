export { closeCase, reopenCase } from './close';
export { addNote, editNote, notesOf } from './notes';
export { listCases, openCase } from './read';
