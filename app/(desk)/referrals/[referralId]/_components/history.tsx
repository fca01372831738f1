import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { ReferralView } from '@/lib/referral/schema';

/** What happened to a referral, as the trail has it, in the order in which it is given. */
export function History({ history }: Pick<ReferralView, 'history'>) {
  if (history.length === 0) return null;
  return (
    <Section as="h2" title="What happened">
      <ol className="grid gap-2">
        {history.map(({ id, at, actor, words }) => (
          <li key={id}>
            <span className="block text-sm text-muted">
              {actor}, <TimeText at={at} />
            </span>
            {words}
          </li>
        ))}
      </ol>
    </Section>
  );
}
