export { breakSeal, storedPath } from './break-seal';
export { draw } from './pictures';
export { type Film, film, hasFfmpeg } from './films';
export { type Hostile, hostilePictures } from './hostile';
export { keepOriginal } from './keep-original';
