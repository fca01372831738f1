export { reconcile } from './reconcile';
export { reportMissing } from './report-missing';
