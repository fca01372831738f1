import { cache } from 'react';
import { openReferral } from '@/lib/referral';
import { referralIdInput } from '@/lib/referral/schema';
import { read } from '@/lib/web';

const readView = read({ permission: 'referral.read', input: referralIdInput, run: openReferral });

/** Once a request, since title and page share it and each reading is recorded. */
export const readReferral = cache((referralId: string) => readView({ referralId }));
