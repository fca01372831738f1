export { acknowledge } from './acknowledge';
export { listAlerts } from './list';
export { raise } from './raise';
export { raiseWhile, settle } from './while';
