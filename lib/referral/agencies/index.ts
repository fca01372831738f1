export { addAgency } from './add';
export { addAgencyKey } from './add-key';
export { checkAgencyKey } from './check-key';
export { editAgency } from './edit';
export { isUsableState, keyStateOf, listAgencies } from './list';
export { type ParsedKey, fingerprintOf, inGroups, parseKey, whyUnusable } from './parse-key';
export { readPastedKey, readReferralKey, readStoredKey } from './read-ahead';
export { retireAgency, retireAgencyKey } from './retire';
export { wasReadBack } from './was-read-back';
