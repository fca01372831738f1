import { Check, CircleAlert, Hourglass, type LucideIcon, PenLine } from 'lucide-react';
import { cx } from '@/app/_ui/cx';
import { REFERRAL_STATES, type ReferralState as State } from '@/lib/referral/schema';

const ICONS: Partial<Record<State, LucideIcon>> = { draft: PenLine, awaiting_approval: Hourglass, approved: Check, acknowledged: Check, failed: CircleAlert };
const TONES: Partial<Record<State, string>> = { acknowledged: 'text-ok', failed: 'text-imminent', expired: 'text-muted', withdrawn: 'text-muted' };

/** Where a referral stands, by sign and words. */
export function ReferralState({ state }: { state: State }) {
  const Icon = ICONS[state];
  return (
    <span className={cx('inline-flex items-center gap-1.25 font-medium', TONES[state])}>
      {Icon && <Icon aria-hidden className="size-3.5 flex-none" strokeWidth={2} />}
      {REFERRAL_STATES[state]}
    </span>
  );
}
