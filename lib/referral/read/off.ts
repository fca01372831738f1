import { whyNot } from '@/lib/access/schema';
import type { Permission } from '@/lib/access/schema';
import type { PersonActor } from '@/lib/kernel';
import { isTakeable, whyNotSecond } from '../request';
import type { Referral } from '../request/find';
import { REFERRAL_STATES, canMove, isReissuable } from '../request/schema';
import type { ReferralView } from './schema';

interface Hindrances {
  /** Why its approval counts no longer because of who gave it, as `whyApproverGone` has it. */
  readonly approverGone: string | null;
  /** Why nothing can be made of it because of what does not open, as `whyUnreadable` has it. */
  readonly unreadable: string | null;
}

const ANEW = 'Whoever asked for it takes it back and submits it anew, and somebody else agrees.';
const stateWords = ({ state }: Referral) => `It is not at that point (${REFERRAL_STATES[state].toLowerCase()}).`;

/**
 * Of each thing that can be done with a referral, why the reader cannot do it now; null where they can.
 */
export function offOf(actor: PersonActor, referral: Referral, now: Date, { approverGone, unreadable }: Hindrances): ReferralView['off'] {
  const { state, requestedById, takenAt } = referral;
  const own = requestedById === actor.id ? null : 'A colleague prepares it.';
  const ask = (permission: Permission, ...whys: readonly (string | null | false)[]) => whyNot(actor.role, permission) ?? (whys.find((why) => typeof why === 'string') || null);
  const inDraft = state !== 'draft' && stateWords(referral);
  const isStarted = ['awaiting_approval', 'approved', 'failed'].includes(state);
  const judge = ask('referral.approve', whyNotSecond(actor.id, referral), state !== 'awaiting_approval' && stateWords(referral));
  return {
    edit: ask('referral.request', own, inDraft, unreadable),
    submit: ask('referral.request', own, inDraft, unreadable),
    takeBack: ask('referral.request', own, !isStarted && stateWords(referral)),
    withdraw: ask('referral.request', !canMove(state, 'withdrawn') && stateWords(referral)),
    approve: judge ?? unreadable,
    decline: judge,
    release: ask('referral.release', state !== 'approved' && state !== 'failed' && stateWords(referral), unreadable, approverGone && `${approverGone} ${ANEW}`),
    take: ask('referral.take', !isTakeable(referral, now) && 'There is no package to take.'),
    acknowledge: ask('referral.request', !canMove(state, 'acknowledged') && stateWords(referral), !takenAt && 'Nobody has taken the package along.'),
    reissue: ask('referral.request', !isReissuable(state) && 'It is still under way.', unreadable),
  };
}
