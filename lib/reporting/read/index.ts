export { type CallRow, type CallText, readCall } from './calls';
export { type ReportsPage, listReports } from './list';
export { reportState, reportsOfCase, reportsOfItem } from './of';
export { type ReportFileView, type ReportView, readReport } from './report';
export type { RefusedField, ReportRow } from './row';
