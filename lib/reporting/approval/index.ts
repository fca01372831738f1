export { approve } from './approve';
export { decline } from './decline';
export { type ApprovalRow, type ApprovalsPage, listApprovals } from './list';
export { type ApprovalSheet, openApproval } from './open';
export type { RuleLine } from './read-rules';
export { saveApprovalRule } from './save-rule';
export { askAgain, takeUpAgain } from './send-again';
export type { Line as SheetLine, SheetFile, SheetItem, SheetPerson } from './sheet';
