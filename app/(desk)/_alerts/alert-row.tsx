'use client';
import { BellRing } from 'lucide-react';
import Link from 'next/link';
import { useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { TimeText } from '@/app/_ui/time-text';
import type { AlertLine } from '@/lib/alerts/schema';

interface AlertRowProps {
  line: AlertLine;
  onAcknowledge: () => Promise<void>;
}

/** One alert: what, who and when, a way there, and the button that says "I know". */
export function AlertRow({ line, onAcknowledge }: AlertRowProps) {
  const [isPending, start] = useTransition();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4.5 py-1.5 not-first:border-t not-first:border-line">
      <BellRing aria-hidden className="size-3.75 flex-none text-high" strokeWidth={1.7} />
      <p className="min-w-0 flex-1">
        <Link href={line.href} prefetch={false} className="font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current">
          {line.words}
        </Link>
        {'. '}
        <span className="text-muted">
          {line.details} <TimeText at={line.at} />
        </span>
      </p>
      <Button size="sm" aria-label={`Acknowledge: ${line.words}`} isPending={isPending} disabledReason={line.acknowledgeOff ?? undefined} onClick={() => start(onAcknowledge)}>
        Acknowledge
      </Button>
    </li>
  );
}
