'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { Fact, Facts } from '@/app/_ui/facts';
import { Field, Input } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import type { DryRun } from '@/lib/retention';
import { attempt } from '../../_components/attempt';
import { tryOut } from '../actions';

const count = (many: number, what: string) => `${many} ${what}${many === 1 ? '' : 's'}`;

function verdictOf({ isDestroyed, kept: { keepers, isOpen } }: DryRun): string {
  if (isDestroyed) return 'It is destroyed already.';
  if (keepers.length > 0) return 'None of it would go: something keeps it.';
  return isOpen ? 'Nothing keeps it, but the case is open: close it first.' : 'All of it would go, once two people agree.';
}

/** Says what a destruction of a whole case would take, without destroying anything. */
export function DryRunButton() {
  const [isOpen, setIsOpen] = useState(false);
  const [caseNumber, setCaseNumber] = useState('');
  const [error, setError] = useState<string>();
  const [result, setResult] = useState<DryRun>();
  const [isPending, start] = useTransition();

  function begin() {
    setError(undefined);
    setResult(undefined);
    setIsOpen(true);
  }

  function ask() {
    start(async () => {
      const answer = await attempt(() => tryOut({ caseNumber }));
      setResult(answer.ok ? answer.value : undefined);
      setError(answer.ok ? undefined : (answer.fields[0]?.message ?? answer.message));
    });
  }

  return (
    <>
      <Button size="sm" onClick={begin}>
        Dry run…
      </Button>
      <FormDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="What would go"
        description="Asks what keeps a case and what a destruction would take. Nothing is destroyed."
        submitLabel="Ask"
        onSubmit={ask}
        isPending={isPending}
        closeLabel="Close"
        after={
          <div aria-live="polite" className="grid gap-3 pt-4 empty:hidden">
            {result && (
              <>
                <p className="font-medium">{verdictOf(result)}</p>
                {result.kept.keepers.length > 0 && (
                  <ul className="list-disc pl-5">
                    {result.kept.keepers.map(({ words }) => (
                      <li key={words}>{words}</li>
                    ))}
                  </ul>
                )}
                <Facts label={`What ${result.number} holds`}>
                  <Fact label="Items" value={result.items} detail={count(result.reports, 'report')} />
                  <Fact label="Files" value={result.files} detail={`${result.bytes.toLocaleString('en')} bytes${result.filesLeft > 0 ? `; ${count(result.filesLeft, 'file')} of other cases, too, would stay` : ''}`} />
                  <Fact label="Notes" value={result.notes} />
                </Facts>
              </>
            )}
          </div>
        }
      >
        <Field label="Case" hint="Its number, as C-2026-00042." error={error} isRequired>
          <Input value={caseNumber} onChange={(event) => setCaseNumber(event.target.value)} autoComplete="off" spellCheck={false} />
        </Field>
      </FormDialog>
    </>
  );
}
