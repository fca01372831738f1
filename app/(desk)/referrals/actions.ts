'use server';
import {
  acknowledgeReferral, approveReferral, createReferral, declineReferral, grantTaking, loadPreview, openMessages, previewOf, readReferralKey, readStoredKey, reissueReferral, releaseReferral, requestEmergency, saveReferral, submitReferral, takeBackReferral, withdrawReferral,
} from '@/lib/referral';
import {
  acknowledgeReferralInput, approveReferralInput, createReferralInput, declineReferralInput, emergencyInput, openMessagesInput, referralIdInput, saveReferralInput,
} from '@/lib/referral/schema';
import { placeHold } from '@/lib/retention';
import { placeHoldInput } from '@/lib/retention/schema';
import { action } from '@/lib/web';

export const begin = action({ permission: 'referral.request', input: createReferralInput, run: createReferral });
export const save = action({ permission: 'referral.request', input: saveReferralInput, run: saveReferral });
export const readMessages = action({ permission: 'referral.request', input: openMessagesInput, run: openMessages });
export const preview = action({ permission: 'referral.preview', input: referralIdInput, run: loadPreview, finish: previewOf });
export const submit = action({ permission: 'referral.request', input: referralIdInput, prepare: readReferralKey, run: submitReferral });
export const askInEmergency = action({ permission: 'referral.request', input: emergencyInput, prepare: readStoredKey, run: requestEmergency });
export const takeBack = action({ permission: 'referral.request', input: referralIdInput, run: takeBackReferral });
export const withdraw = action({ permission: 'referral.request', input: referralIdInput, run: withdrawReferral });
export const reissue = action({ permission: 'referral.request', input: referralIdInput, run: reissueReferral });
export const acknowledge = action({ permission: 'referral.request', input: acknowledgeReferralInput, run: acknowledgeReferral });
export const agree = action({ permission: 'referral.approve', input: approveReferralInput, prepare: readReferralKey, run: approveReferral });
export const sendBack = action({ permission: 'referral.approve', input: declineReferralInput, run: declineReferral });
export const release = action({ permission: 'referral.release', input: referralIdInput, prepare: readReferralKey, run: releaseReferral });
export const take = action({ permission: 'referral.take', input: referralIdInput, run: grantTaking });
export const preserve = action({ permission: 'hold.manage', input: placeHoldInput, run: placeHold });
