import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { deriveMedia, openGrant, receiveMedia } from '@/lib/evidence';
import { receiveItems } from '@/lib/intake';
import { type PersonActor, type PlatformActor, config, randomIds, systemClock } from '@/lib/kernel';
import { type Cluster, startCluster } from '../launch/postgres/cluster';
import { appUrl, provision } from '../launch/provision';
import { deployMigrations } from '../../prisma/engine/deploy';

// A data folder as `npm start` makes it, database and all, so that every byte of it can be searched.
const dataDir = process.env.DATA_DIR ?? '';
/** Where this process and its children put temporary files. */
const scratch = mkdtempSync(join(tmpdir(), 'watchkeeper-canary-'));
process.env.TMPDIR = scratch;
const canary = (): string => randomBytes(18).toString('base64url').replace(/[-_]/g, 'x');
const inMessage = canary();
const inImage = canary();
/** Stored in the clear on purpose: a search that does not find this one proves nothing. */
const control = canary();

let cluster: Cluster;
let owner: pg.Client;

beforeAll(async () => {
  cluster = await startCluster({ dir: join(dataDir, 'postgres'), password: 'owner', logFile: join(dataDir, 'logs', 'postgres.log') });
  const url = cluster.url('postgres');
  await deployMigrations(url);
  await provision(url, 'app');
  process.env.DATABASE_URL = appUrl(url, 'app');
  owner = new pg.Client({ connectionString: url });
  await owner.connect();
});
afterAll(async () => {
  await db().$disconnect();
  await owner?.end();
  await cluster?.stop();
  await rm(scratch, { recursive: true, force: true });
});

/** The forms in which a text may lie around. PostgreSQL's compression breaks texts every eight bytes: hence the pieces. */
function formsOf(text: string): Buffer[] {
  const raw = Buffer.from(text);
  const pieces = Array.from({ length: text.length - 7 }, (_, at) => raw.subarray(at, at + 8));
  const base64 = [0, 1, 2].map((shift) => Buffer.from(Buffer.concat([Buffer.alloc(shift), raw]).toString('base64').slice(4, 24)));
  return [...pieces, Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16(), Buffer.from(raw.toString('hex')), ...base64];
}

async function filesHolding(texts: readonly string[]): Promise<Map<string, string[]>> {
  const entries = (await Promise.all([dataDir, scratch].map((folder) => readdir(folder, { recursive: true, withFileTypes: true })))).flat();
  const found = new Map(texts.map((text) => [text, [] as string[]]));
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    for (const text of texts) {
      if (formsOf(text).some((form) => content.includes(form)) || path.includes(text)) found.get(text)?.push(path);
    }
  }
  return found;
}

async function hostileJpeg(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const;
  const picture = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#888', noise } })
    .withExif({ IFD0: { ImageDescription: inImage, Artist: inImage.repeat(40) } })
    .jpeg()
    .toBuffer();
  // Bytes after the end of a JPEG belong to no pixel, and come along into the original.
  return Buffer.concat([picture, Buffer.from(inImage)]);
}

test('a text in a message and in a file is found nowhere: not in the database, its log, the store, nor a temporary file', async () => {
  const keyId = randomIds.next();
  await db().apiKey.create({ data: { id: keyId, name: 'Canary', scopes: ['intake.media', 'intake.items'], createdAt: systemClock.now() } });
  const actor: PlatformActor = { kind: 'platform', id: keyId, name: 'Canary', scopes: ['intake.media', 'intake.items'] };
  const caller = { actor, clock: systemClock, ids: randomIds, requestId: randomIds.next() };

  const received = await receiveMedia(caller, { body: new Blob([Uint8Array.from(await hostileJpeg())]).stream(), contentType: 'image/jpeg', contentLength: null });
  if (!received.ok) throw new Error(received.problem.safeMessage);
  const { mediaId } = received.value.receipt;
  // Decoding is where a picture is in the clear: nothing of it may be left in a temporary file.
  await deriveMedia({ client: db(), clock: systemClock, ids: randomIds }, mediaId);
  const at = '2026-11-20T08:15:00Z';
  const item = (text: string) => ({
    externalId: 'evt-canary', platform: 'Canary', occurredAt: at, subject: { externalId: 'u1', screenName: control },
    messages: [{ externalId: 'm1', senderId: 'u1', sentAt: at, text, media: [mediaId] }, { externalId: 'm2', senderId: 'u1', sentAt: at, text: inMessage.repeat(300) }],
    signals: [{ kind: 'user_report', reason: 'child_safety' }], unknownField: inMessage,
  });
  // Taken in, refused as a conflict, and refused for its form: what is refused must leave no trace either.
  const [outcome] = await receiveItems(caller, [item(inMessage), item(`${inMessage}!`), { ...item(inMessage), messages: inMessage }]);
  if (!outcome || !('receipt' in outcome)) throw new Error('the item was not taken in');

  // Looked at as well: a rendering on its way to a person must not stay behind.
  const person: PersonActor = { kind: 'person', id: randomIds.next(), name: 'SU-01', role: 'supervisor', sessionId: randomIds.next(), verifiedAt: systemClock.now() };
  await db().person.create({ data: { id: person.id, email: 'su@example.com', pseudonym: person.name, displayName: 'S', role: person.role, passwordHash: '-', createdAt: systemClock.now() } });
  const grantId = randomIds.next();
  await db().evidenceView.create({ data: { id: grantId, mediaId, itemId: outcome.receipt.itemId, personId: person.id, sessionId: person.sessionId, kind: 'reveal', reason: 'test', grantedAt: systemClock.now() } });
  expect((await openGrant({ ...caller, actor: person }, { grantId })).ok).toBe(true);

  await owner.query('CHECKPOINT');
  await writeFile(join(scratch, 'control'), control);
  const found = await filesHolding([inMessage, inImage, control]);
  expect(found.get(control)?.some((path) => path.startsWith(dataDir))).toBe(true);
  expect(found.get(control)).toContain(join(scratch, 'control'));
  expect(found.get(inMessage)).toEqual([]);
  expect(found.get(inImage)).toEqual([]);
  expect((await readdir(config().EVIDENCE_DIR, { recursive: true })).filter((name) => name.endsWith('.sealed'))).toHaveLength(4);
}, 60_000);
