'use client';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';

const SHOWN_MS = 2000;

/** Copies a value and says so. `label` names what is copied: "report number". */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();

  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  function copy() {
    navigator.clipboard.writeText(value).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  }

  const Icon = outcome === 'copied' ? Check : Copy;
  return (
    <>
      <button
        type="button"
        onClick={copy}
        title={`Copy ${label}`}
        aria-label={`Copy ${label}`}
        className="inline-grid size-6 place-items-center rounded-sm align-middle text-faint hover:bg-raised hover:text-text"
      >
        <Icon aria-hidden className="size-3.5" />
      </button>
      <span role="status" className="sr-only">
        {outcome === 'copied' && `Copied ${label}`}
        {outcome === 'failed' && 'Copying was refused by the browser. Select the text instead.'}
      </span>
    </>
  );
}
