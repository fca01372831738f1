export { fileReport } from './file';
export type { FilingTools } from './filing';
export { type ReportRow, type ReportsPage, listReports, reportOfItem, reportState, reportsOfCase } from './read';
export { retryReport } from './retry';
export { sweepReports } from './sweep';
export { outlookOf } from './outlook';
export { type Settled, settle } from './settle';
export { undoReport } from './withdraw';
export { conversationText, extensionOf } from './words';
