import { createHmac } from 'node:crypto';
import { record } from '@/lib/audit';
import { type Caller, type Media, db, transact } from '@/lib/db';
import { type PlatformActor, Problem, type ProblemCode, type Result, ok } from '@/lib/kernel';
import { deriveLater } from './derive/derive-later';
import { newKey, wrapKey } from './keys';
import { lookupKey } from './lookup-key';
import { BrokeOff, type Measures, TooLong, measured, partsOf, readHead } from './measure';
import { folderOf, incomingName, nameOf } from './names';
import { evidenceStore } from './open-store';
import { MEDIA_LIMITS, type MediaReceipt } from './schema';
import { sealStream } from './seal-bytes';
import { type Kind, identify } from './sniff';

export interface MediaInput {
  readonly body: ReadableStream<Uint8Array> | null;
  /** The request's headers, as sent. */
  readonly contentType: string | null;
  readonly contentLength: string | null;
}

export interface ReceivedMedia {
  readonly receipt: MediaReceipt;
  /** False when the same bytes had been sent before: the answer is the first one. */
  readonly isNew: boolean;
}

/** Why a file was refused, for the audit trail, and what the sender is told; the words never quote the file. */
const REFUSALS = {
  empty: ['invalid', 'The body is empty; send the bytes of a picture or a video.'],
  broke_off: ['invalid', 'The body broke off before its end. Nothing was kept; send it again.'],
  too_large: ['too_large', `A file may have at most ${MEDIA_LIMITS.bytes} bytes.`],
  unsupported: ['unsupported', 'These bytes are neither a picture nor a video. What this version does not know is taken when its Content-Type is image/… or video/…; texts, HTML, XML and SVG never are.'],
} as const satisfies Record<string, readonly [ProblemCode, string]>;
type RefusalCode = keyof typeof REFUSALS;

async function refuse({ actor, ids, requestId }: Caller<PlatformActor>, code: RefusalCode): Promise<Result<never>> {
  await transact(db(), async (tx) => {
    await record({ tx, actor, ids, requestId }, { action: 'media.refused', outcome: 'refused', details: { code } });
    return ok();
  });
  const [problem, words] = REFUSALS[code];
  return { ok: false, problem: new Problem(problem, words, [{ field: '(body)', message: words }]) };
}

function receiptOf({ id, sha256, sha1, md5, contentType, byteSize, width, height }: Media): MediaReceipt {
  return { mediaId: id, sha256, sha1, md5, contentType, byteSize, width, height };
}

/** Bytes whose key was destroyed may come again, as another file. */
const kept = (sha256: string) => ({ sha256, state: { not: 'destroyed' as const } });

interface Incoming extends Kind, Measures {
  readonly id: string;
  readonly key: Uint8Array;
}

/** Writes the row with its job, when nobody else has: a file has its bytes before it has a row. */
function keep({ actor, clock, ids, requestId }: Caller<PlatformActor>, { key, ...facts }: Incoming, address: string): Promise<Result<ReceivedMedia>> {
  return transact<ReceivedMedia>(db(), async (tx) => {
    const row = { ...facts, address, ...wrapKey(key), apiKeyId: actor.id, createdAt: clock.now() };
    const { count } = await tx.media.createMany({ data: [row], skipDuplicates: true });
    const media = await tx.media.findFirstOrThrow({ where: kept(facts.sha256) });
    if (count === 0) return ok({ receipt: receiptOf(media), isNew: false });
    await deriveLater(tx, media);
    await record({ tx, actor, ids, requestId }, {
      action: 'media.received',
      details: { byteSize: facts.byteSize, contentType: facts.contentType },
      targets: [{ type: 'media', id: facts.id }],
    });
    return ok({ receipt: receiptOf(media), isNew: true });
  });
}

/**
 * Takes in one picture or video, up to 2,147,483,647 bytes, in one pass: what comes is hashed, sealed under a key of its
 * own and stored, and never whole in memory. Its renderings are made later, by a job; until then its width and height are
 * null. The same bytes again answer with the first receipt and leave nothing behind. What is refused is recorded: 400
 * empty or broken off, 413 too long, 415 neither picture nor video.
 *
 * A crash leaves no row without bytes. Bytes without a row, which open to nobody since their key was never stored, are
 * swept after a day.
 */
export async function receiveMedia(caller: Caller<PlatformActor>, { body, contentType, contentLength }: MediaInput): Promise<Result<ReceivedMedia>> {
  if (Number(contentLength ?? 0) > MEDIA_LIMITS.bytes) return refuse(caller, 'too_large');
  const store = evidenceStore();
  const id = caller.ids.next();
  try {
    const { head, whole } = await readHead(partsOf(body));
    const kind = identify(head, contentType);
    if (head.length === 0 || !kind) {
      await whole.return();
      return await refuse(caller, head.length === 0 ? 'empty' : 'unsupported');
    }
    const key = newKey();
    const { content, measures } = measured(whole, MEDIA_LIMITS.bytes);
    await store.put(incomingName(id), sealStream(key, { objectId: id, rendering: 'original' }, content));
    const incoming = { id, key, ...kind, ...measures() };

    const known = await db().media.findFirst({ where: kept(incoming.sha256) });
    if (known) {
      await store.delete(incomingName(id));
      return ok({ receipt: receiptOf(known), isNew: false });
    }
    const address = createHmac('sha256', await lookupKey('content address')).update(incoming.sha256, 'hex').digest('hex');
    await store.move(incomingName(id), nameOf({ id, address }, 'original'));
    const stored = await keep(caller, incoming, address);
    // Somebody else sent the same bytes a moment ago: theirs is the row, and ours was never referred to.
    if (!stored.ok || !stored.value.isNew) await store.delete(folderOf({ id, address }));
    return stored;
  } catch (error) {
    if (error instanceof BrokeOff) return refuse(caller, 'broke_off');
    if (error instanceof TooLong) return refuse(caller, 'too_large');
    throw error;
  }
}
