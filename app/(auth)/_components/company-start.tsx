'use client';
import { Button } from '@/app/_ui/button';
import { type Answer, post, refusal } from './post';
import { Refused, Step } from './step';
import { useStep } from './use-step';

interface CompanyStartProps {
  title: string;
  lead: string;
  notice: string | undefined;
  company: string;
  next: string | undefined;
}

/** next-auth wants its own token back with the request that begins a sign-on. */
async function addressOfSignOn(next: string): Promise<Answer<{ url: string }>> {
  const given = await fetch('/api/auth/csrf', { cache: 'no-store' }).then((answer) => answer.json() as Promise<{ csrfToken?: string }>).catch(() => null);
  if (!given?.csrfToken) return refusal('unavailable', 'The desk did not answer. Nothing was changed; look at your connection and try again.');
  return post<{ url: string }>('/api/auth/signin/company', { csrfToken: given.csrfToken, next });
}

/** Where the company knows who people are, there is one button and no password. */
export function CompanyStart({ title, lead, notice, company, next }: CompanyStartProps) {
  const { refused, isPending, run } = useStep();
  // Over a locked desk, the way leads back to where it was locked.
  const comeBackTo = () => next ?? window.location.pathname + window.location.search;
  return (
    <Step title={title} lead={lead}>
      <Refused>{refused?.message ?? notice}</Refused>
      <Button variant="primary" size="lg" isWide isPending={isPending} autoFocus onClick={() => run(() => addressOfSignOn(comeBackTo()), ({ url }) => window.location.assign(url))}>
        Sign in with {company}
      </Button>
      <p className="text-sm text-faint">You will be asked there who you are, and come back here.</p>
    </Step>
  );
}
