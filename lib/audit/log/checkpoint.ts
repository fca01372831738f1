import { HASH_BYTES, type Hash } from './hash';
import { parseNote } from './note';
import { isCount } from './proof-path';

/** What a signed note says about a log: its name, how many entries, and the root over them. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** The three lines of https://c2sp.org/tlog-checkpoint. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

const TEXT = /^([^\n]+)\n(0|[1-9]\d*)\n([A-Za-z0-9+/]{43}=)\n$/;

/** The checkpoint in a note, its signatures not checked. Undefined when it is none; we use no extension lines. */
export function parseCheckpoint(signed: string): Checkpoint | undefined {
  const [, origin = '', size = '', encoded = ''] = TEXT.exec(parseNote(signed)?.text ?? '') ?? [];
  const root = Uint8Array.from(Buffer.from(encoded, 'base64'));
  if (origin === '' || root.length !== HASH_BYTES || !isCount(Number(size))) return undefined;
  return { origin, size: Number(size), root };
}
