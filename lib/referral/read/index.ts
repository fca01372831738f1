export { listReferrals, referralsOfCase } from './list';
export { openReferral, packageName, referralProgress } from './open';
