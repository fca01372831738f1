export { action } from './action';
export { type Operation, execute } from './execute';
export { liveEvents } from './live';
export { permit } from './permit';
export { read } from './read';
export { readJson } from './read-json';
export { bytesResponse, jsonResponse, problemResponse, route } from './route';
export { currentActor, currentPerson } from './who';
