'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { OptionList } from '@/app/_ui/option-list';
import { type ExportFormat, REASON_LENGTH } from '@/lib/audit/schema';
import { useExport } from './use-export';

interface ExportTrailProps {
  /** What the page's filters select is what leaves. */
  filters: Readonly<Record<string, string | undefined>>;
}

const FORMATS: readonly { value: ExportFormat; label: string; detail: string }[] = [
  { value: 'csv', label: 'CSV', detail: 'For a spreadsheet; what looks like a formula is kept as text' },
  { value: 'jsonl', label: 'JSON lines', detail: 'The log’s own entries, one a line' },
  { value: 'ocsf', label: 'OCSF JSON lines', detail: 'For a SIEM' },
];
const CONTENTS = [
  { value: 'redacted', label: 'Redacted', detail: 'Reasons, labels and typed texts are covered; equal ones stay equal' },
  { value: 'whole', label: 'With reasons and labels', detail: 'Asks for your second factor and a reason' },
] as const;

/** Takes what the filters select out of the desk, after saying what will leave. */
export function ExportTrail({ filters }: ExportTrailProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [content, setContent] = useState<'redacted' | 'whole'>('redacted');
  const [reason, setReason] = useState('');
  const { progress, begin, stop } = useExport();
  const isWhole = content === 'whole';
  const isUnexplained = isWhole && reason.trim().length < REASON_LENGTH.least;

  return (
    <>
      {progress ? (
        <span className="inline-flex items-center gap-2">
          <progress aria-label="Export" className="h-1.5 w-24 accent-accent" {...(progress.of > 0 && { value: progress.done, max: progress.of })} />
          <span className="tabular-nums">{progress.of > 0 ? `${progress.done.toLocaleString('en')} of ${progress.of.toLocaleString('en')}` : 'Counting…'}</span>
          <Button size="sm" onClick={stop}>
            Stop
          </Button>
        </span>
      ) : (
        <Button onClick={() => setIsOpen(true)}>Export…</Button>
      )}
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Export the audit trail"
        summary="You download the entries that the filters select, oldest first. That you did, with the filters, is recorded before the first of them leaves."
        confirmLabel={isWhole ? 'Export with reasons and labels' : 'Export'}
        disabledReason={isUnexplained ? `Say why in at least ${REASON_LENGTH.least} characters.` : undefined}
        onConfirm={() => {
          setIsOpen(false);
          void begin({ format, isRedacted: !isWhole, reason: isWhole ? reason.trim() : '', filters });
        }}
      >
        <div className="grid gap-3.5">
          <OptionList legend="Format" name="format" options={FORMATS} value={format} onChange={setFormat} />
          <OptionList legend="What is in it" name="content" options={CONTENTS} value={content} onChange={setContent} />
          {isWhole && (
            <Field label="Reason" hint="Recorded as you write it. Name nobody from a case." isRequired>
              <TextArea name="reason" value={reason} onChange={(event) => setReason(event.target.value)} maxLength={REASON_LENGTH.most} rows={2} />
            </Field>
          )}
        </div>
      </ConfirmDialog>
    </>
  );
}
