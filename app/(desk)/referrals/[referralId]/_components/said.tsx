import Link from 'next/link';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import { type ReferralView, SEALED_TEXTS } from '@/lib/referral/schema';

const LINK = 'text-accent underline';

/** What does not open, what stands in the way, what a second person said, and what it was issued anew from or into. */
export function Said({ view: { state, problem, sentBack, broken, reissueOf, reissues } }: { view: ReferralView }) {
  return (
    <>
      {broken.length > 0 && (
        <Section as="h2" title="What does not open">
          <ul className="grid gap-0.5 text-imminent">
            {broken.map((text) => (
              <li key={text}>{SEALED_TEXTS[text]}</li>
            ))}
          </ul>
          <p className="pt-1 text-sm text-muted">{broken.some((text) => text !== 'decline') && 'Nothing can be made of this referral any more: withdraw it, and begin another one. '}Tell whoever runs the database.</p>
        </Section>
      )}
      {problem !== null && (
        <Section as="h2" title={state === 'failed' ? 'What stood in the way' : 'What was agreed to counts no more'}>
          <p className="wrap-anywhere">{problem}</p>
          <p className="pt-1 text-sm text-muted">
            {state === 'failed' ? 'Nothing has left, and nothing is lost: the evidence, the draft and the approval are as they were.' : 'Nothing has left. Look the draft over, and ask a second person anew.'}
          </p>
        </Section>
      )}
      {sentBack !== null && state === 'draft' && (
        <Section as="h2" title="Sent back">
          <p className="text-sm text-muted">
            {sentBack.by}, <TimeText at={sentBack.at} />
          </p>
          <p className="wrap-anywhere whitespace-pre-line">{sentBack.reason}</p>
        </Section>
      )}
      {(reissueOf !== null || reissues.length > 0) && (
        <Section as="h2" title="Issued again">
          <ul className="grid gap-0.5">
            {reissueOf !== null && (
              <li>
                This one stands for <Link href={`/referrals/${reissueOf.id}`} prefetch={false} className={LINK}>{reissueOf.number}</Link>.
              </li>
            )}
            {reissues.map(({ id, number }) => (
              <li key={id}>
                Issued again as <Link href={`/referrals/${id}`} prefetch={false} className={LINK}>{number}</Link>.
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
