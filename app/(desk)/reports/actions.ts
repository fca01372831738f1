'use server';
import { mendReport, readCall, reportMissing, retryNotice, retryReport, supplement, undoSupplement, vouchForReport } from '@/lib/reporting';
import { callInput, decisionInput, mendInput, noticeInput, reportInput, supplementInput, vouchInput } from '@/lib/reporting/schema';
import { action } from '@/lib/web';

export const retry = action({ permission: 'report.retry', input: reportInput, run: retryReport });
export const vouch = action({ permission: 'report.vouch', input: vouchInput, run: vouchForReport });
export const makeMissing = action({ permission: 'report.retry', input: decisionInput, run: reportMissing });
export const mend = action({ permission: 'report.mend', input: mendInput, run: mendReport });
export const addTo = action({ permission: 'report.mend', input: supplementInput, run: supplement });
export const undoAdding = action({ permission: 'report.mend', input: reportInput, run: undoSupplement });
export const tellAgain = action({ permission: 'notice.retry', input: noticeInput, run: retryNotice });
export const openCall = action({ permission: 'report.calls', input: callInput, run: readCall });
