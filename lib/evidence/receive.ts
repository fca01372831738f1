import { createHash } from 'node:crypto';
import { record } from '@/lib/audit';
import { type Caller, db, transact } from '@/lib/db';
import { type PlatformActor, type Result, collect, ok } from '@/lib/kernel';
import { type RefusalCode, inspect, tooLarge } from './inspect';
import { newObjectKey } from './keys';
import { MEDIA_LIMITS, type MediaReceipt } from './schema';
import { sealBytes } from './seal-bytes';
import { evidenceStore } from './open-store';

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

const hash = (algorithm: 'sha256' | 'sha1' | 'md5', bytes: Uint8Array) => createHash(algorithm).update(bytes).digest('hex');

function receiptOf({ id, sha256, sha1, md5, contentType, byteSize, width, height }: Omit<MediaReceipt, 'mediaId'> & { id: string }): MediaReceipt {
  return { mediaId: id, sha256, sha1, md5, contentType, byteSize, width, height };
}

async function recordRefusal({ actor, ids, requestId }: Caller<PlatformActor>, code: RefusalCode): Promise<void> {
  await transact(db(), async (tx) => {
    await record({ tx, actor, ids, requestId }, { action: 'media.refused', outcome: 'refused', details: { code } });
    return ok();
  });
}

/**
 * Takes in one picture: hashes it, decodes it under limits, seals it and its derivatives under a key of its own, and
 * stores them. The same bytes again answer with the first receipt. What cannot be decoded is refused, and the refusal
 * is recorded: 400 empty, 413 over 50 MiB, 415 not a picture, 422 mislabelled, damaged or too much to unpack.
 */
export async function receiveMedia(caller: Caller<PlatformActor>, { body, contentType, contentLength }: MediaInput): Promise<Result<ReceivedMedia>> {
  const bytes = Number(contentLength ?? 0) > MEDIA_LIMITS.bytes ? null : await collect(body ?? new Blob().stream(), MEDIA_LIMITS.bytes);
  const inspected = bytes ? await inspect(bytes, contentType) : tooLarge();
  if ('refused' in inspected) {
    await recordRefusal(caller, inspected.refused);
    return { ok: false, problem: inspected.problem };
  }
  if (!bytes) throw new Error('a body beyond the limit was inspected');
  const { preview, peek, ...facts } = inspected;

  const sha256 = hash('sha256', bytes);
  const known = await db().media.findUnique({ where: { sha256 } });
  if (known) return ok({ receipt: receiptOf(known), isNew: false });

  const { actor, clock, ids, requestId } = caller;
  const id = ids.next();
  const { key, wrappedKey, kekId } = newObjectKey();
  const store = evidenceStore();
  const contents = { original: bytes, preview, peek };
  // Stored before the row is written: a row always has its bytes. Should the row fail, what is left here opens to
  // nobody, since its key was never stored.
  for (const rendering of ['original', 'preview', 'peek'] as const) {
    await store.put(id, rendering, await sealBytes(key, { objectId: id, rendering }, contents[rendering]));
  }
  const row = { id, address: id, state: 'ready' as const, renderings: ['preview', 'peek'], derivedAt: clock.now(), sha256, sha1: hash('sha1', bytes), md5: hash('md5', bytes), ...facts, byteSize: bytes.length, wrappedKey, kekId, apiKeyId: actor.id, createdAt: clock.now() };
  const stored = await transact(db(), async (tx) => {
    const { count } = await tx.media.createMany({ data: [row], skipDuplicates: true });
    // Somebody else sent the same bytes a moment ago: theirs is the row, ours was never referred to.
    if (count === 0) return ok({ receipt: receiptOf(await tx.media.findUniqueOrThrow({ where: { sha256 } })), isNew: false });
    await record({ tx, actor, ids, requestId }, {
      action: 'media.received',
      details: { byteSize: bytes.length, contentType: facts.contentType },
      targets: [{ type: 'media', id }],
    });
    return ok({ receipt: receiptOf(row), isNew: true });
  });
  if (stored.ok && !stored.value.isNew) await store.delete(id);
  return stored;
}
