'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { formatTime } from '@/app/_ui/format-time';
import { useToast } from '@/app/_ui/toast';
import type { CallRow, CallText } from '@/lib/reporting';
import { attempt } from '../../../_components/attempt';
import { openCall } from '../../actions';

/** Opens what was said in one call, as text. */
export function CallOpener({ call }: { call: CallRow }) {
  const [text, setText] = useState<CallText>();
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, start] = useTransition();
  const { notify } = useToast();

  function open() {
    start(async () => {
      const result = await attempt(() => openCall({ callId: call.id }));
      if (!result.ok) {
        notify({ title: 'The call was not opened', description: result.message });
        return;
      }
      setText(result.value);
      setIsOpen(true);
    });
  }

  return (
    <>
      <Button
        size="sm"
        isPending={isPending}
        disabledReason={call.isKept ? undefined : 'Nothing was kept of this call beside what the line says.'}
        aria-label={`Open ${call.call} of ${formatTime(call.at, 'second')}`}
        onClick={open}
      >
        Open
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        // What was opened does not stay in the page for longer than it is looked at.
        onClosed={() => setText(undefined)}
        size="lg"
        title={`${call.call} at ${formatTime(call.at, 'second')} UTC`}
        description={`As it was sent and answered, without credentials. That you opened it is on record.${call.requestId === null ? '' : ` The authority calls it ${call.requestId}.`}`}
      >
        {text && (
          <div className="grid gap-4">
            <Side title="Sent" side={text.request} />
            <Side title="Answered" side={text.response} />
          </div>
        )}
      </Dialog>
    </>
  );
}

function Side({ title, side: { headers, body } }: { title: string; side: CallText['request'] }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-sm font-semibold text-muted">{title}</h3>
      {lines.length > 0 && <pre className="font-mono text-xs break-all whitespace-pre-wrap text-muted">{lines.join('\n')}</pre>}
      {body === null ? (
        <p className="text-muted">No body.</p>
      ) : (
        <pre tabIndex={0} aria-label={`${title}, body`} className="mt-1.5 max-h-[40dvh] overflow-auto scroll-thin rounded-md border border-line bg-bg p-2.5 font-mono text-xs break-all whitespace-pre-wrap">
          {body}
        </pre>
      )}
    </section>
  );
}
