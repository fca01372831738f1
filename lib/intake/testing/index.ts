export { NOW, testPlatform } from './platform';
export { submission } from './submissions';
