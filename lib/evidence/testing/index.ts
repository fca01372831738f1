export { draw } from './pictures';
