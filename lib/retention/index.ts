export { type DestroyInput, destroyMedia } from './destroy';
export { keptUntil, startPreservation } from './preserve';
