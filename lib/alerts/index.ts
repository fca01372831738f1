export { acknowledge } from './acknowledge';
export { listAlerts } from './list';
export { raise } from './raise';
export { membersOf, stand } from './stand';
export { raiseWhile, settle } from './while';
