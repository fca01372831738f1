export { type Referral, exportReferral } from './export';
export { packReferral } from './pack';
