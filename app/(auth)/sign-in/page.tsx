import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Mark } from '@/app/_ui/mark';
import { TestPill } from '@/app/_ui/test-pill';
import { isTestMode } from '@/app/_ui/mode';
import { HOME } from '@/lib/access/schema';
import { currentPerson } from '@/lib/web';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage() {
  const person = await currentPerson();
  if (person) redirect(HOME[person.role]);
  return (
    <main id="main" className="grid min-h-dvh place-content-center justify-items-center gap-6 px-4">
      <div className="grid justify-items-center gap-2 text-center">
        <Mark />
        <h1 className="text-xl font-semibold">Watchkeeper</h1>
        <p className="text-muted">The desk for flagged messages. Every step here is recorded.</p>
        {isTestMode() && <TestPill />}
      </div>
    </main>
  );
}
