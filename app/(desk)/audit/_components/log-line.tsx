'use client';
import { Check, TriangleAlert } from 'lucide-react';
import { use } from 'react';
import { TimeText } from '@/app/_ui/time-text';
import type { AuditPage } from '@/lib/audit';

/** How the log stood when the page was read. What its rows are worth, this browser checks row by row. */
export function LogLine({ trail, now }: { trail: Promise<AuditPage>; now: string }) {
  const { size, signedAt, witnessedAt, alarm } = use(trail).log;
  const formOf = (at: string) => (at.slice(0, 10) === now.slice(0, 10) ? 'second' : 'dateTime');
  return (
    <>
      <span>{size === 0 ? 'The log is empty' : `${size.toLocaleString('en')} in the log`}</span>
      {signedAt !== null && (
        <span>
          Signed <TimeText at={signedAt} form={formOf(signedAt)} />
        </span>
      )}
      {alarm !== null ? (
        <span className="inline-flex items-center gap-1.25 font-semibold text-imminent">
          <TriangleAlert aria-hidden className="size-3.25 flex-none" />A witness raised an alarm
        </span>
      ) : (
        witnessedAt !== null && (
          <span className="inline-flex items-center gap-1.25 text-ok">
            <Check aria-hidden className="size-3.25 flex-none" />
            Witness agreed <TimeText at={witnessedAt} form={formOf(witnessedAt)} />
          </span>
        )
      )}
    </>
  );
}
