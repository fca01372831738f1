export { addAgency, addAgencyKey, checkAgencyKey, editAgency, listAgencies, retireAgency, retireAgencyKey } from './agencies';
export { type Referral, exportReferral } from './export';
export { packReferral } from './pack';
export { removePackage } from './package/folder';
