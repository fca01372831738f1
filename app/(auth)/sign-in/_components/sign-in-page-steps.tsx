'use client';
import { SignInSteps } from '../../_components/sign-in-steps';
import { type DemoPerson, type Next } from '../../_components/steps';
import { RightAddress } from '../../_components/right-address';

interface SignInPageStepsProps {
  /** Where the desk is, as it is configured. */
  origin: string;
  next: string | null;
  begin?: Next;
  company: string | null;
  /** Why the company's sign-on did not lead in. */
  refusal: string | undefined;
  demoPeople: readonly DemoPerson[];
}

/** The sign-in on a page of its own: it ends by going to the desk, loaded anew under the new session. */
export function SignInPageSteps({ origin, next, begin, company, refusal, demoPeople }: SignInPageStepsProps) {
  const path = next === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
  return (
    <RightAddress origin={origin} path={path}>
      <SignInSteps
        purpose="page"
        begin={begin}
        company={company}
        demoPeople={demoPeople}
        next={next ?? undefined}
        notice={refusal}
        onDone={({ home }) => window.location.assign(next ?? home)}
      />
    </RightAddress>
  );
}
