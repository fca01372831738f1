'use client';
import { useEffect, useState } from 'react';
import { Button } from '@/app/_ui/button';

const FILE_NAME = 'watchkeeper-recovery-codes.txt';

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

/** Recovery codes, the one time that they can be read, and ways to take them along. Leaving the page asks first. */
export function CodesToKeep({ codes }: { codes: readonly string[] }) {
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
    <div className="grid gap-4">
      <ul aria-label="Recovery codes" className="grid gap-1 rounded-md border border-line bg-surface px-4 py-3 font-mono text-lg select-all">
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
    </div>
  );
}
