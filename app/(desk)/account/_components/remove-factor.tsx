'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import type { OwnFactor } from '@/lib/access/schema';
import { remove } from '../actions';
import { useAct } from './use-act';

/** Removes a second factor after a summary; the last one stays. */
export function RemoveFactor({ factor }: { factor: OwnFactor }) {
  const [isOpen, setIsOpen] = useState(false);
  const { error, isPending, run } = useAct();
  return (
    <>
      <Button size="sm" aria-label={`Remove ${factor.name}`} disabledReason={factor.whyKept ?? undefined} onClick={() => setIsOpen(true)}>
        Remove…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Remove ${factor.name}`}
        summary={
          <>
            <p>It no longer opens your account, and you are signed out everywhere but here. It cannot be brought back; you can add it anew.</p>
            <p role="alert" className="mt-1.5 text-imminent empty:hidden">
              {error}
            </p>
          </>
        }
        confirmLabel="Remove"
        isPending={isPending}
        onConfirm={() => run(() => remove({ factorId: factor.id }), 'Removed', () => setIsOpen(false))}
      />
    </>
  );
}
