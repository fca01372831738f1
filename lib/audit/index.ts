export { lagSeconds, openMonths, sequence } from './log/run';
export { fileSigner } from './log/signer';
export { type AuditPage, type AuditRow, page, timelineOf } from './read';
export { type Entry, record, recordMany } from './record';
