import { z } from 'zod';

/** Where the chain of custody lies within the bag. */
export const CUSTODY_PATH = 'data/custody.jsonl';
export const CHECKPOINT_PATH = 'data/checkpoint.txt';
export const LOG_KEY_PATH = 'data/log-key.txt';
export const proofPath = (eventId: string): string => `data/proofs/${eventId}.tlog-proof`;

const hashText = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** One line of custody.jsonl. `leaf` is the log's entry, character by character: its UTF-8 bytes are what `leafHash` is over. */
const lineShape = z.strictObject({
  event: z.uuid(),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.string(),
  words: z.string(),
  /** Names of exhibits or their files. */
  about: z.array(z.string()),
  index: z.number().int().min(0),
  /** SHA-256 over a zero byte and the entry, in base64: what the proof of this event is over. */
  leafHash: hashText,
  /** Null where the entry holds words that stay with the provider. It can be asked for by the event's id, and then held against the hash. */
  leaf: z.string().nullable(),
});
export type CustodyLine = z.output<typeof lineShape>;

/** An entry of the facts. Said here once more, so that who only reads lines need not load what facts are made of. */
interface Recorded extends Pick<CustodyLine, 'actor' | 'action' | 'words'> {
  readonly eventId: string;
  readonly at: Date;
  readonly about: readonly string[];
  readonly index: number | null;
  readonly leaf: Uint8Array | null;
  readonly leafHash: Uint8Array;
}

/** @throws Error for an event without a place in the log: nothing is packed before all have one. */
export function formatLine({ eventId, at, actor, action, words, about, index, leaf, leafHash }: Recorded): string {
  if (index === null) throw new Error(`event ${eventId} has no place in the log yet`);
  const line: CustodyLine = {
    event: eventId, at: at.toISOString(), actor, action, words, about: [...about], index,
    leafHash: Buffer.from(leafHash).toString('base64'),
    leaf: leaf === null ? null : Buffer.from(leaf).toString('utf8'),
  };
  return `${JSON.stringify(line)}\n`;
}

/** Undefined when the text is no line of custody.jsonl. */
export function parseLine(text: string): CustodyLine | undefined {
  try {
    return lineShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
