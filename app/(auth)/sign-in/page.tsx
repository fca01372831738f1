import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { companyName, demoPeople, localPath, whereSignInStands } from '@/lib/access';
import { HOME } from '@/lib/access/schema';
import { config, systemClock } from '@/lib/kernel';
import { currentPerson, signInToken } from '@/lib/web';
import { SignInPageSteps } from './_components/sign-in-page-steps';
import { companyWords } from './company-words';

export const metadata: Metadata = { title: 'Sign in' };

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** `next` is where to go afterwards, `company` why the company's sign-on did not lead in. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next: asked, company: refusal } = await searchParams;
  const next = localPath(one(asked));
  const person = await currentPerson();
  if (person) redirect(next ?? HOME[person.role]);
  const begin = await whereSignInStands({ token: await signInToken(), clock: systemClock });
  return (
    <SignInPageSteps
      origin={new URL(config().NEXTAUTH_URL).origin}
      next={next}
      begin={begin}
      company={companyName()}
      refusal={companyWords(one(refusal))}
      demoPeople={await demoPeople()}
    />
  );
}
