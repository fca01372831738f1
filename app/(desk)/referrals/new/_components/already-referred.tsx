import Link from 'next/link';
import { Section } from '@/app/_ui/section';
import type { ReferralRow } from '@/lib/referral/schema';
import { ReferralState } from '../../_components/referral-state';

/** What was referred of the case before, so that nobody begins the same thing twice. */
export function AlreadyReferred({ referrals }: { referrals: readonly ReferralRow[] }) {
  return (
    <Section as="h2" title="Referrals of this case">
      {referrals.length === 0 ? (
        <p className="text-muted">None yet.</p>
      ) : (
        <ul className="grid gap-2">
          {referrals.map((row) => (
            <li key={row.id}>
              <Link href={`/referrals/${row.id}`} prefetch={false} className="font-medium hover:underline">
                {row.number}
              </Link>{' '}
              <span className="text-muted">{row.agency ?? 'No agency yet'}</span>
              <span className="block text-sm">
                <ReferralState state={row.state} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
