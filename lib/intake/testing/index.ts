export { testPlatform } from './platform';
export { submission } from './submissions';
