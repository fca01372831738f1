export { decide } from './decide';
export { saveDraft } from './draft';
export { openItem } from './read';
export { recentDecisions } from './recent';
export { undoDecision } from './undo';
export { unfold, unfoldItem } from './unfold';
