'use client';
import { useEffect, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Step } from './step';

const FILE_NAME = 'watchkeeper-recovery-codes.txt';

interface RecoveryCodesProps {
  codes: readonly string[];
  onKept: () => void;
}

function asText(codes: readonly string[]): string {
  return ['Watchkeeper: recovery codes. Each works once, in place of the second factor.', '', ...codes, ''].join('\n');
}

function download(codes: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([asText(codes)], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = FILE_NAME;
  link.click();
  URL.revokeObjectURL(address);
}

/** The one time that they can be read; the page is not left until somebody says that they are kept. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const [said, setSaid] = useState<string>();

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);

  function copy() {
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => setSaid('Copied.'),
      () => setSaid('Copying was refused by the browser. Select the codes instead.'),
    );
  }

  return (
    <Step title="Keep your recovery codes" lead="When your device is lost, one of these lets you in, once each. They are shown this one time: keep them where only you can get at them, and not on that device." isTitleFocused>
      <ul aria-label="Recovery codes" className="grid grid-cols-2 gap-x-4 gap-y-1.5 rounded-md border border-line bg-surface px-4 py-3 font-mono text-lg select-all">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={copy}>Copy the codes</Button>
        <Button
          onClick={() => {
            download(codes);
            setSaid(`Saved as ${FILE_NAME}.`);
          }}
        >
          Download as text
        </Button>
        <span role="status" className="text-sm text-muted">
          {said}
        </span>
      </div>
      <Button variant="primary" size="lg" isWide onClick={onKept}>
        I have kept them
      </Button>
    </Step>
  );
}
