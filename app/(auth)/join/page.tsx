import type { Metadata } from 'next';
import { config } from '@/lib/kernel';
import { JoinSteps } from './_components/join-steps';

export const metadata: Metadata = { title: 'Set up your account' };

/** Where an invitation's link leads. Its token stands behind the #, which browsers send to nobody. */
export default function JoinPage() {
  return <JoinSteps origin={new URL(config().NEXTAUTH_URL).origin} />;
}
