'use client';
import { Hammer } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { TimeText } from '@/app/_ui/time-text';
import { useToast } from '@/app/_ui/toast';
import type { HeldRole } from '@/lib/access/schema';
import { attempt } from '../_components/attempt';
import { giveRoleBack } from './actions';

const MINUTE_MS = 60_000;
const TICK_MS = 1_000;

/** Which role somebody holds by break-glass and until when, on every page of theirs, with the way to give it back. */
export function BreakGlassBar({ held }: { held: HeldRole }) {
  const router = useRouter();
  const { notify } = useToast();
  const [isPending, start] = useTransition();
  // By the server's clock, never this computer's, which may be wrong.
  const wholeMs = Date.parse(held.endsAt) - Date.parse(held.now);
  const [leftMs, setLeftMs] = useState(wholeMs);

  useEffect(() => {
    const from = performance.now();
    const timer = setInterval(() => {
      const left = wholeMs - (performance.now() - from);
      setLeftMs(left);
      if (left > 0) return;
      clearInterval(timer);
      router.refresh();
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [wholeMs, router]);

  function giveBack() {
    start(async () => {
      const result = await attempt(() => giveRoleBack({ breakGlassId: held.id }));
      if (result.ok) notify({ title: 'You have your own role again', description: 'A supervisor looks at what was done, and signs it off.' });
      else notify({ title: 'The role was not given back', description: result.message });
      router.push('/break-glass');
      router.refresh();
    });
  }

  const minutes = Math.ceil(leftMs / MINUTE_MS);
  return (
    <section aria-label="Break-glass" className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b-2 border-high bg-high-soft px-4.5 py-2">
      <Hammer aria-hidden className="size-4 flex-none text-high" strokeWidth={1.8} />
      <p className="min-w-0 flex-1">
        <strong className="font-semibold text-high">You hold the {held.role} role by break-glass</strong>{' '}
        <span className="text-text">
          until <TimeText at={held.endsAt} form="minute" /> UTC
          {leftMs > 0 ? `, ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} more` : ', which is over'}. Everything you do is on record under it.
        </span>
      </p>
      <Button size="sm" isPending={isPending} onClick={giveBack}>
        Give it back
      </Button>
    </section>
  );
}
