'use client';
import { Button } from '@/app/_ui/button';
import { TestPill } from '@/app/_ui/test-pill';

/** Stands in for the second factor of the demo's people, and says so. The server takes it in test mode alone. */
export function DemoAnswer({ isPending, onAnswer }: { isPending: boolean; onAnswer: () => void }) {
  return (
    <div className="grid justify-items-start gap-2.5 rounded-lg border border-high bg-surface px-3.5 py-3.5">
      <TestPill label="Test mode only" />
      <p>Real people use a passkey or an authenticator app here. Accounts of the demo have neither: this button stands in for it, and does not exist outside of test mode.</p>
      <Button variant="primary" isWide isPending={isPending} onClick={onAnswer}>
        Answer for this demo account
      </Button>
    </div>
  );
}
