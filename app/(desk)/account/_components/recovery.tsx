'use client';
import { useState } from 'react';
import { CodesToKeep } from '@/app/(auth)/_components/codes-to-keep';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Dialog } from '@/app/_ui/dialog';
import { Section } from '@/app/_ui/section';
import { drawCodes } from '../actions';
import { useAct } from './use-act';

const wordsFor = (left: number) => (left === 0 ? 'You have none left.' : left === 1 ? 'One is left.' : `${left} are left.`);

/** How many recovery codes are left, and new ones in their place. */
export function Recovery({ left }: { left: number }) {
  const [isAsking, setIsAsking] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>();
  const { error, isPending, run } = useAct();

  const draw = () =>
    run(() => drawCodes({}), 'New recovery codes are drawn', ({ recoveryCodes }) => {
      setIsAsking(false);
      setCodes(recoveryCodes);
    });

  return (
    <Section as="h2" title="Recovery codes">
      <p className="mb-3 max-w-[72ch] text-muted">
        Each lets you in once when your device is lost. <span className={left < 3 ? 'text-imminent' : 'text-text'}>{wordsFor(left)}</span>
      </p>
      <Button onClick={() => setIsAsking(true)}>Draw new codes…</Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title="Draw new recovery codes"
        summary={
          <>
            <p>{left === 0 ? 'You get ten codes, shown this one time.' : 'You get ten codes, shown this one time. Those that you have no longer work from then on.'}</p>
            <p role="alert" className="mt-1.5 text-imminent empty:hidden">
              {error}
            </p>
          </>
        }
        confirmLabel="Draw new codes"
        isPending={isPending}
        onConfirm={draw}
      />
      <Dialog
        isOpen={codes !== undefined}
        onOpenChange={(isOpen) => !isOpen && setCodes(undefined)}
        size="md"
        title="Keep your recovery codes"
        description="They are shown this one time: keep them where only you can get at them, and not on the device that they stand in for."
        footer={
          <Button variant="primary" onClick={() => setCodes(undefined)}>
            I have kept them
          </Button>
        }
      >
        {codes && <CodesToKeep codes={codes} />}
      </Dialog>
    </Section>
  );
}
