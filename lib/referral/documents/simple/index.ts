export { simpleParts } from './simple-parts';
