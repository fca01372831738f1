export { addAgency, addAgencyKey, checkAgencyKey, editAgency, listAgencies, readPastedKey, readReferralKey, readStoredKey, retireAgency, retireAgencyKey } from './agencies';
export { type OpenedPackage, openPackage, packReferral, packageSigner, sweepPackages, sweepPacking } from './package';
export { loadPreview, previewOf } from './gather';
export { listReferrals, openCaseToRefer, openMessages, openReferral, referralProgress, referralsOfCase } from './read';
export { type OpenTaking, acknowledgeReferral, approveReferral, createReferral, declineReferral, dropPackages, expireReferrals, grantTaking, openTaking, reissueReferral, releaseReferral, requestEmergency, saveReferral, submitReferral, takeBackReferral, withdrawReferral } from './request';
