export { action } from './action';
export { type Operation, execute } from './execute';
export { liveEvents } from './live';
export { permit } from './permit';
export { read } from './read';
export { readJson } from './read-json';
export { bytesResponse, jsonResponse, route } from './route';
export { currentClient, currentPerson, currentSession } from './who';
