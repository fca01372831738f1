export { acknowledge } from './acknowledge';
export { listAlerts } from './list';
export { raise } from './raise';
export { stand } from './stand';
export { raiseWhile, settle } from './while';
