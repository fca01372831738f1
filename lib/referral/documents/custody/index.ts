export type { NamedExhibit } from './about';
export { type CustodyScope, type LoadedCustody, custodyOf, gatherCustody, loadCustody } from './gather';
export { CHECKPOINT_PATH } from './line';
export { custodyParts, settleCustody } from './parts';
