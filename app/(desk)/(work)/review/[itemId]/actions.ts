'use server';
import { settle as settleItem, undoReport as undoOneReport } from '@/lib/reporting';
import { reportInput, settleInput } from '@/lib/reporting/schema';
import { saveDraft as keepDraft, undoDecisions as undoOneClick, unfold, unfoldItem } from '@/lib/review';
import { decisionsInput, draftInput, itemInput, messageInput } from '@/lib/review/schema';
import { action } from '@/lib/web';

export const unfoldMessage = action({ permission: 'item.review', input: messageInput, run: unfold });
// By itself when the page opens, for who chose to have texts unfolded: no sign that somebody is there.
export const unfoldMessages = action({ permission: 'item.review', input: itemInput, run: unfoldItem, isAutomatic: true });
export const saveDraft = action({ permission: 'item.review', input: draftInput, run: keepDraft, isAutomatic: true });
export const settle = action({ permission: 'item.review', input: settleInput, run: settleItem });
export const undoDecisions = action({ permission: 'item.review', input: decisionsInput, run: undoOneClick });
export const undoReport = action({ permission: 'report.create', input: reportInput, run: undoOneReport });
