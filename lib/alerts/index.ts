export { raise } from './raise';
