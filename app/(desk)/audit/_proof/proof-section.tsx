'use client';
import { Button } from '@/app/_ui/button';
import { Code, KeyValue } from '@/app/_ui/key-value';
import { Section } from '@/app/_ui/section';
import type { TrailRow } from '@/lib/audit';
import { ProofMark } from './proof-mark';
import { ProofPath } from './proof-path';
import { saveText } from './save-text';
import type { Mark } from './use-proofs';
import { type Trace, proofFile } from './verdict';

const SIGNATURES: Record<Trace['signature'], string> = {
  good: 'Good, checked here',
  unchecked: 'Not checked here: this browser has no Ed25519',
};

/** The proof that an entry stands in the log as it is shown, or what is known in its place. */
export function ProofSection({ row, mark }: { row: TrailRow; mark: Mark }) {
  return (
    <Section title="Proof of inclusion" end={<ProofMark mark={mark} />}>
      {mark.state === 'proven' && <Proven row={row} trace={mark.trace} />}
      {mark.state === 'mismatch' && <Mismatch words={mark.words} />}
      {mark.state === 'waiting' && <p className="text-muted">Written, and waiting for its place in the log. That takes seconds.</p>}
      {mark.state === 'checking' && <p className="text-muted">This browser is checking it.</p>}
      {mark.state === 'unchecked' && <p className="text-muted">{mark.words} Nothing is known to be wrong with the entry.</p>}
      {row.leaf !== null && (
        <details className="mt-2.5" open={mark.state === 'mismatch'}>
          <summary className="w-fit rounded-sm text-muted">The entry, word for word</summary>
          <p className="mt-1.5">
            <Code>{row.leaf}</Code>
          </p>
        </details>
      )}
    </Section>
  );
}

function Mismatch({ words }: { words: string }) {
  return (
    <div role="alert" className="rounded-md border border-imminent bg-imminent-soft px-3 py-2.5">
      <p className="font-semibold text-imminent">What this row shows is not what was put on record.</p>
      <p className="mt-1">{words}</p>
      <p className="mt-1">
        Do not rely on it. Keep this page as it is, tell whoever answers for the system, and have the whole log verified: <Code>npm run audit:verify</Code> names the first entry that is wrong.
      </p>
    </div>
  );
}

function Proven({ row, trace }: { row: TrailRow; trace: Trace }) {
  const { index, size, path, signature, verifierKey } = trace;
  const [name = '', id = ''] = verifierKey.split('+');
  return (
    <div className="grid gap-2.5">
      <ProofPath path={path} />
      <p className="text-muted">
        Computed in this browser from {path.length} {path.length === 1 ? 'hash' : 'hashes'} and the signed checkpoint of {size.toLocaleString('en')} entries.
      </p>
      <KeyValue
        items={[
          { term: 'Index', value: index.toLocaleString('en') },
          { term: 'Leaf', value: <Code>{trace.leafHash}</Code> },
          { term: 'Root', value: <Code>{trace.root}</Code> },
          { term: 'Signature', value: SIGNATURES[signature] },
          { term: 'Key', value: <Code>{`${name} ${id}`}</Code> },
        ]}
      />
      <details>
        <summary className="w-fit rounded-sm text-muted">Hashes and checkpoint</summary>
        <ol className="mt-1.5 grid gap-0.5">
          {path.map(({ side, hash }, step) => (
            <li key={step}>
              <Code>{`${side === 'left' ? 'left ' : 'right'} ${hash}`}</Code>
            </li>
          ))}
        </ol>
        <pre className="mt-1.5 font-mono text-xs break-all whitespace-pre-wrap text-muted">{trace.checkpoint}</pre>
      </details>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => saveText(`entry-${index}.tlog-proof`, proofFile(trace))}>
          Save proof
        </Button>
        <Button size="sm" onClick={() => saveText(`entry-${index}.json`, row.leaf ?? '')}>
          Save entry
        </Button>
      </div>
      <p className="text-sm text-faint">Anyone with the public key can check a saved proof and its entry without this system.</p>
    </div>
  );
}
