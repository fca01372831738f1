export { breakSeal, storedPath } from './break-seal';
export { draw } from './pictures';
export { type Film, film, hasFfmpeg } from './films';
