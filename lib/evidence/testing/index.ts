export { breakSeal, storedPath } from './break-seal';
export { draw } from './pictures';
