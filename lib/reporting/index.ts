export { type CreatedReport, createReport, decideAndReport } from './create';
export { fileReport } from './file';
export type { FilingTools } from './filing';
export { type ReportRow, type ReportsPage, listReports, reportState, reportsOfCase } from './read';
export { retryReport } from './retry';
export { canMove, incidentTypeOf, isReportable } from './rules';
export { sweepReports } from './sweep';
export { undoReport, withdrawReport } from './withdraw';
export { extensionOf } from './words';
