'use client';
import { useId, useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { useToast } from '@/app/_ui/toast';
import type { ReportRow } from '@/lib/reporting';
import { attempt } from '../../_components/attempt';
import { useRefresh } from '../../_live/live-refresh';
import { mend } from '../actions';

interface MendReportProps {
  report: Pick<ReportRow, 'id' | 'caseNumber' | 'hotlineName' | 'problemFields'>;
  /** Why the viewer cannot mend it, or undefined. */
  mendOff: string | undefined;
  /** Runs after it was sent on its way. */
  onMended?: () => void;
}

/** What a hotline refused, part by part, and the way to send the report without: what a part said then goes along as text. */
export function MendReport({ report: { id: reportId, caseNumber, hotlineName, problemFields }, mendOff, onMended }: MendReportProps) {
  const leavable = problemFields.filter(({ isLeavable }) => isLeavable).map(({ path }) => path);
  const [kept, setKept] = useState<readonly string[]>([]);
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();
  const label = useId();
  const omit = leavable.filter((path) => !kept.includes(path));

  function send() {
    start(async () => {
      const result = await attempt(() => mend({ reportId, omit }));
      setIsOpen(false);
      if (result.ok) notify({ title: 'On its way again', description: 'What was left out goes along as text. It is filed only when its receipt is here.' });
      else notify({ title: 'The report was not sent', description: result.message });
      if (result.ok) onMended?.();
      refresh();
    });
  }

  if (problemFields.length === 0) return null;
  return (
    <div className="grid gap-2">
      <h3 id={label} className="text-sm font-semibold text-muted">
        What was refused
      </h3>
      <ul aria-labelledby={label} className="grid gap-1.5">
        {problemFields.map(({ path, words, whatToDo, isLeavable }) => (
          <li key={path} className="rounded-md border border-line bg-surface px-3 py-2">
            <span className="block">{words}</span>
            {path !== '' && <code className="block font-mono text-xs break-all text-muted">{path}</code>}
            <span className="block text-sm text-muted">{whatToDo}</span>
            {isLeavable && (
              <label className="mt-1 inline-flex min-h-6.5 items-center gap-2">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={!kept.includes(path)}
                  onChange={(event) => setKept(event.target.checked ? kept.filter((each) => each !== path) : [...kept, path])}
                />
                Leave it out, and send what it said as text
              </label>
            )}
          </li>
        ))}
      </ul>
      {leavable.length > 0 && (
        <div>
          <Button disabledReason={mendOff ?? (omit.length === 0 ? 'Choose what is left out first.' : undefined)} onClick={() => setIsOpen(true)}>
            Leave out and send…
          </Button>
        </div>
      )}
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Report of case ${caseNumber}`}
        summary={`${omit.length === 1 ? 'One part is' : `${omit.length} parts are`} left out of the form, and what ${omit.length === 1 ? 'it' : 'they'} said goes to ${hotlineName} as text at the end of the report. The rest is written anew from what the desk knows now, and may say more than when it was asked for or agreed to. It goes at once and without a further undo.`}
        confirmLabel="Leave out and send"
        onConfirm={send}
        isPending={isPending}
      />
    </div>
  );
}
