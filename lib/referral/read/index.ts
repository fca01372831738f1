export { listReferrals, referralsOfCase } from './list';
export { openMessages } from './messages';
export { openReferral, referralProgress } from './open';
export { openCaseToRefer } from './to-refer';
