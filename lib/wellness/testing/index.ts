export { actsAt, looksAt } from './exposure';
