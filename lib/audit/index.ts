export { type AuditPage, type AuditRow, page, timelineOf } from './read';
export { type Entry, record, recordMany } from './record';
