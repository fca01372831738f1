'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../_components/attempt';
import { revoke } from '../actions';

/** Ends a key for good, after a summary. */
export function RevokeKey({ id, name }: { id: string; name: string }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, start] = useTransition();
  const { notify } = useToast();

  function confirm() {
    start(async () => {
      const result = await attempt(() => revoke({ id }));
      setIsOpen(false);
      if (result.ok) notify({ title: 'The key is revoked', description: `Requests with “${name}” are refused from now on.` });
      else notify({ title: 'The key was not revoked', description: result.message });
      router.refresh();
    });
  }

  return (
    <>
      <Button size="sm" aria-label={`Revoke the key ${name}`} onClick={() => setIsOpen(true)}>
        Revoke…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Revoke “${name}”`}
        summary="From the next request on this key is refused, and it cannot be brought back. What was sent with it stays. The platform sends nothing more until it has another key."
        confirmLabel="Revoke key"
        onConfirm={confirm}
        isPending={isPending}
      />
    </>
  );
}
