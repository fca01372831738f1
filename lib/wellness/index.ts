export { checkLook, checkTake } from './check';
export { settingsOf } from './settings';
