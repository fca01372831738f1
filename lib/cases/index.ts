export { closeCase, reopenCase } from './close';
export { addNote, editNote } from './notes';
export { listCases, openCase } from './read';
export { keepAway, recuse } from './walls/keep-away';
export { liftWall } from './walls/lift';
export { wallsOf } from './walls/read';
