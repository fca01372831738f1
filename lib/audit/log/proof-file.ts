import { type Hash, HASH_BYTES } from './hash';
import { isCount } from './proof-path';

const HEADER = 'c2sp.org/tlog-proof@v1';

/** An entry's place in the log, provable without the log: https://c2sp.org/tlog-proof. */
export interface ProofFile {
  readonly index: number;
  /** From the entry's sibling upwards. */
  readonly proof: readonly Hash[];
  /** The signed checkpoint that the proof leads to, word for word. */
  readonly checkpoint: string;
}

export function formatProof({ index, proof, checkpoint }: ProofFile): string {
  return [HEADER, `index ${index}`, ...proof.map((hash) => Buffer.from(hash).toString('base64')), '', checkpoint].join('\n');
}

/** Undefined when the text is no proof file. Its optional `extra` line is passed over: we have no use for one. */
export function parseProof(text: string): ProofFile | undefined {
  const end = text.indexOf('\n\n');
  if (end < 0) return undefined;
  const [header, ...lines] = text.slice(0, end).split('\n');
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const [, digits] = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '') ?? [];
  const proof = lines.map((line) => Uint8Array.from(Buffer.from(line, 'base64')));
  if (header !== HEADER || !isCount(Number(digits ?? NaN)) || proof.some((hash) => hash.length !== HASH_BYTES)) return undefined;
  return { index: Number(digits), proof, checkpoint: text.slice(end + 2) };
}
