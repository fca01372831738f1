'use client';
import { TriangleAlert } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { type Redactions, TERM_KINDS } from '@/lib/referral/schema';
import { counted } from '../../referral-words';
import { Findings } from './findings';
import type { Previewing } from './use-preview';

interface WhatIsFoundProps {
  previewing: Previewing;
  onChoose?: (choice: Redactions['choices'][number]) => void;
}

/** Where everything that is taken out stands, what was found nowhere, and what stays because it is somebody else’s too. */
export function WhatIsFound({ previewing: { value, wrong, isPending, look }, onChoose }: WhatIsFoundProps) {
  if (!value) {
    return (
      <div role="status" className="grid justify-items-start gap-2">
        <p className={wrong ? 'text-imminent' : 'text-muted'}>{wrong ?? (isPending ? 'Looking through everything that is handed over…' : 'Nothing was looked through yet.')}</p>
        {!isPending && <Button onClick={look}>Look through it</Button>}
      </div>
    );
  }
  const { findings, notFound, shared, messagesTakenOut, filesTakenOut } = value;
  const isNothing = findings.length === 0 && notFound.length === 0 && messagesTakenOut.length + filesTakenOut.length === 0;
  return (
    <section aria-label="What is taken out, place by place" aria-busy={isPending} className="grid gap-3">
      <p role="status" className="text-muted">
        {isPending ? 'Looking again…' : isNothing ? 'Nothing is taken out: the agency reads everything in what is handed over.' : `${counted(findings.reduce((sum, { takenOut }) => sum + takenOut, 0), 'place')} taken out.`}
        {messagesTakenOut.length > 0 && ` ${messagesTakenOut.length === 1 ? 'One message is' : `${counted(messagesTakenOut.length, 'message')} are`} taken out whole: ${messagesTakenOut.join('; ')}.`}
      </p>
      {filesTakenOut.length > 0 && <p className="text-muted">Of {filesTakenOut.map(({ name }) => name).join('; ')} the agency receives the hashes alone.</p>}
      {filesTakenOut.filter(({ leavesAs }) => leavesAs.length > 0).map(({ name, leavesAs }) => (
        <p key={name} className="flex gap-1.5 text-sm text-high">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 flex-none" /> {name} leaves all the same, as {leavesAs.join(' and ')}: there it came without a message that is taken out.
        </p>
      ))}
      {wrong && <p className="text-sm text-imminent">{wrong}</p>}
      {shared.map(({ term, kind, of, with: other }) => (
        <p key={`${kind} ${term}`} className="flex gap-1.5 text-sm text-high">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 flex-none" />
          <span>
            {TERM_KINDS[kind]} <span className="font-medium wrap-anywhere">{term}</span> is {of}’s and {other}’s, so it stays: else {other} would lose theirs. Mark it as words if it has to go.
          </span>
        </p>
      ))}
      {findings.length > 0 && <Findings findings={findings} onChoose={onChoose} />}
      {notFound.length > 0 && <p className="text-sm text-muted">Looked for in every text, and in none of them: <span className="wrap-anywhere">{notFound.join(', ')}</span>.</p>}
    </section>
  );
}
