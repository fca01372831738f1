'use client';
import { useRouter } from 'next/navigation';
import { Button } from '@/app/_ui/button';

interface ReferCaseProps {
  caseId: string;
  /** Why the viewer refers nothing, or undefined. */
  disabledReason: string | undefined;
}

/** Leads to the ways in which something of the case goes to an agency; for whom it is closed it says why. */
export function ReferCase({ caseId, disabledReason }: ReferCaseProps) {
  const router = useRouter();
  return (
    <Button disabledReason={disabledReason} onClick={() => router.push(`/referrals/new?case=${caseId}`)}>
      Refer to an agency…
    </Button>
  );
}
