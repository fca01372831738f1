export type * from './facts';
export type { Answer, Call, CallOptions, Courier, Hotline, Kept, OutgoingFile, Parcel, ReportState } from './hotline';
export type { GrammarProblem } from './ncmec/check-node';
export { type NcmecFileDetails, type NcmecHotline, type NcmecOptions, ncmecHotline } from './ncmec/client';
export type { FileDetails, Report } from './ncmec/grammar';
export { serializeFileDetails, serializeReport } from './ncmec/serialize';
export { validateFileDetails, validateReport } from './ncmec/validate';
