export { type CreatedReport, createReport, decideAndReport } from './create';
export { type ReportRow, type ReportsPage, listReports, reportState, reportsOfCase } from './read';
export { retryReport } from './retry';
export { canMove, incidentTypeOf, isReportable } from './rules';
export { undoReport, withdrawReport } from './withdraw';
