export { decide } from './decide';
export { decideAlike } from './decide-alike';
export { saveDraft } from './draft';
export { openItem } from './read';
export { recentDecisions } from './recent';
export { isVerifiedMatch } from './rules';
export { undoDecision, undoDecisions } from './undo';
export { unfold, unfoldItem } from './unfold';
