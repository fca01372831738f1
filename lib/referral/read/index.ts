export { listReferrals, referralsOfCase } from './list';
export { openMessages } from './messages';
export { openReferral, packageName, referralProgress } from './open';
export { openCaseToRefer } from './to-refer';
