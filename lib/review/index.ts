export { decide } from './decide';
export { decideAlike } from './decide-alike';
export { saveDraft } from './draft';
export { openPreserved } from './open-preserved';
export { openItem } from './read';
export { recentDecisions } from './recent';
export { isVerifiedMatch } from './rules';
export { undoDecision, undoDecisions } from './undo';
export { unfold, unfoldItem } from './unfold';
