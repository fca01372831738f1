export { type ReconcileTools, reconcile } from './reconcile';
export { reportMissing } from './report-missing';
