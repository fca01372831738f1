export { type CustodyScope, gatherCustody } from './gather';
export { CHECKPOINT_PATH } from './line';
export { custodyParts, settleCustody } from './parts';
