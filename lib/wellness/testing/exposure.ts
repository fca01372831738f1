import type { PrismaClient } from '@/lib/db';
import { addWaitingItems } from '@/lib/db/testing';
import { randomIds } from '@/lib/kernel';
import type { LookKind } from '../schema';

const MINUTE_MS = 60_000;

/** Minutes of a person at the desk: each from a moment on, one after the other. */
export async function actsAt(client: PrismaClient, personId: string, from: Date, minutes: number): Promise<void> {
  const first = Math.floor(from.getTime() / MINUTE_MS) * MINUTE_MS;
  const rows = Array.from({ length: minutes }, (_, index) => ({ personId, minute: new Date(first + index * MINUTE_MS) }));
  await client.deskMinute.createMany({ data: rows, skipDuplicates: true });
}

interface File {
  readonly itemId: string;
  readonly mediaId: string;
}

async function someFile(client: PrismaClient): Promise<File> {
  const [itemId = ''] = await addWaitingItems(client, 1);
  const { apiKeyId, receivedAt } = await client.item.update({ where: { id: itemId }, data: { state: 'decided' }, select: { apiKeyId: true, receivedAt: true } });
  const mediaId = randomIds.next();
  const hashes = { sha256: mediaId, sha1: mediaId, md5: mediaId, address: mediaId };
  await client.media.create({ data: { id: mediaId, ...hashes, contentType: 'image/png', byteSize: 1, wrappedKey: new Uint8Array(40), kekId: 'none', apiKeyId, createdAt: receivedAt } });
  await client.itemMedia.create({ data: { itemId, mediaId, position: 0 } });
  return { itemId, mediaId };
}

interface Looks {
  readonly kind: LookKind;
  readonly count: number;
  readonly seconds: number;
  /** At which picture; otherwise at one that is made for it. */
  readonly file?: File;
}

/** Looks of a person at a picture, each told to its end: the first from a moment on, the others right after. */
export async function looksAt(client: PrismaClient, personId: string, from: Date, { kind, count, seconds, file: given }: Looks): Promise<void> {
  const { itemId, mediaId } = given ?? (await someFile(client));
  const sessionId = randomIds.next();
  const rows = Array.from({ length: count }, (_, index) => {
    const openedAt = new Date(from.getTime() + index * seconds * 1000);
    return { id: randomIds.next(), itemId, mediaId, personId, sessionId, kind, reason: kind === 'reveal' ? 'A test' : null, grantedAt: openedAt, openedAt, endedAt: new Date(openedAt.getTime() + seconds * 1000) };
  });
  await client.evidenceView.createMany({ data: rows });
}
