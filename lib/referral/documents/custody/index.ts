export { type CustodyScope, gatherCustody } from './gather';
export { CHECKPOINT_PATH, CUSTODY_PATH, LOG_KEY_PATH, proofPath } from './line';
export { custodyParts, settleCustody } from './parts';
