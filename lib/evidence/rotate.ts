import { randomBytes } from 'node:crypto';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { record } from '@/lib/audit';
import { type PrismaClient, Prisma, transact } from '@/lib/db';
import { type Clock, type Ids, type Result, type SystemActor, config, fail, ok } from '@/lib/kernel';
import { KEY_BYTES, kekOf, keyring, parseKeys } from './key-source';
import { unwrapKey, wrapKey } from './keys';

/** Every table that holds wrapped keys, with what tells its rows apart (SQL) and of which type that is. */
const TABLES = {
  Media: { key: '"id"', type: 'uuid' },
  Item: { key: '"id"', type: 'uuid' },
  Case: { key: '"id"', type: 'uuid' },
  LookupKey: { key: '"purpose"', type: 'text' },
  HotlineSetting: { key: `("hotline" || '/' || "isTest"::text)`, type: 'text' },
  PlatformWebhook: { key: '"platform"', type: 'text' },
} as const;
type Table = keyof typeof TABLES;
const TABLE_NAMES = Object.keys(TABLES) as Table[];

/** Rows of one transaction: a fraction of a second in which nobody else can write them. */
const BATCH = 500;
/** A mounted file takes its time to reach every process, and one that still has the old one wraps under the old first key. */
const RETIRE_AFTER_MS = 60 * 60_000;

const KEEPER: SystemActor = { kind: 'system', name: 'key rotation' };

export interface RotateTools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface Progress {
  readonly table: Table;
  readonly rewrapped: number;
}

/** In place of the file at once: whoever reads it finds the old keys or the new ones, and a crash leaves one of them. */
async function writeKeys(path: string, lines: readonly string[]): Promise<void> {
  const unfinished = `${path}.new`;
  const file = await open(unfinished, 'w', (await stat(path)).mode & 0o777);
  try {
    await file.writeFile(`${lines.join('\n')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

/** Puts a new key before the others. @returns its id. */
export async function addKek(path = config().EVIDENCE_KEY_FILE): Promise<string> {
  const text = await readFile(path, 'utf8');
  const old = parseKeys(text, path).map(({ bytes }) => Buffer.from(bytes).toString('base64'));
  const bytes = randomBytes(KEY_BYTES);
  await writeKeys(path, [bytes.toString('base64'), ...old]);
  return kekOf(bytes).id;
}

interface Wrapped {
  readonly id: string;
  readonly wrappedKey: Uint8Array;
  readonly kekId: string;
}

const table = (name: Table) => Prisma.raw(`"${name}"`);
const keyOf = (name: Table) => Prisma.raw(TABLES[name].key);
const typeOf = (name: Table) => Prisma.raw(TABLES[name].type);
/** A key that was destroyed is empty, and stays so; where nothing was sealed yet there is none. */
const isKept = Prisma.sql`length("wrappedKey") > 0`;

function nextRows(client: PrismaClient, name: Table, after: string, first: string): Promise<Wrapped[]> {
  const from = after === '' ? Prisma.empty : Prisma.sql`AND ${keyOf(name)} > ${after}::${typeOf(name)}`;
  return client.$queryRaw<Wrapped[]>`
    SELECT ${keyOf(name)}::text AS id, "wrappedKey", "kekId" FROM ${table(name)}
    WHERE "kekId" <> ${first} AND ${isKept} ${from} ORDER BY ${keyOf(name)} LIMIT ${BATCH}`;
}

/** Replaces wraps that are still what was read: a row that was destroyed or rewrapped meanwhile is left alone. */
async function replace({ client, ids }: RotateTools, name: Table, before: string, rows: readonly Wrapped[]): Promise<number> {
  const wraps = rows.map((row) => ({ id: row.id, old: row.wrappedKey, ...wrapKey(unwrapKey(row)) }));
  const after = wraps[0]?.kekId ?? '';
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const done = await transact(client, async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE ${table(name)} t SET "wrappedKey" = decode(v.wrapped, 'hex'), "kekId" = ${after}
      FROM unnest(${wraps.map(({ id }) => id)}::text[], ${wraps.map(({ old }) => hex(old))}::text[], ${wraps.map(({ wrappedKey }) => hex(wrappedKey))}::text[]) AS v(of, old, wrapped)
      WHERE ${keyOf(name)} = v.of::${typeOf(name)} AND t."kekId" = ${before} AND t."wrappedKey" = decode(v.old, 'hex')`;
    if (count > 0) await record({ tx, actor: KEEPER, ids, requestId: ids.next() }, { action: 'evidence.rewrapped', details: { before, after, count } });
    return ok(count);
  });
  return done.ok ? done.value : 0;
}

async function rewrapTable(tools: RotateTools, name: Table, say: (progress: Progress) => void): Promise<number> {
  const first = keyring()[0].id;
  let [rewrapped, after] = [0, ''];
  for (;;) {
    const rows = await nextRows(tools.client, name, after, first);
    const last = rows.at(-1);
    if (!last) return rewrapped;
    for (const before of new Set(rows.map(({ kekId }) => kekId))) {
      rewrapped += await replace(tools, name, before, rows.filter(({ kekId }) => kekId === before));
    }
    say({ table: name, rewrapped });
    after = last.id;
  }
}

/**
 * Wraps every key that is under another key-encryption key under the first one. The objects' own keys, and so all that is
 * sealed, stay as they are. Short transactions, each with its entry: to be cut at any point and run again, since what is left
 * is what is still under another key, and safe while everything else runs. Goes round until a whole round finds nothing, so
 * that it has what was wrapped meanwhile.
 * @returns how many keys were wrapped anew.
 */
export async function rewrap(tools: RotateTools, say: (progress: Progress) => void = () => undefined): Promise<number> {
  for (let total = 0; ; ) {
    let found = 0;
    for (const name of TABLE_NAMES) found += await rewrapTable(tools, name, say);
    if (found === 0) return total;
    total += found;
  }
}

/** Ids of the key-encryption keys that something is wrapped under. */
async function usedKeks(client: PrismaClient): Promise<ReadonlySet<string>> {
  const used = new Set<string>();
  for (const name of TABLE_NAMES) {
    const rows = await client.$queryRaw<{ kekId: string }[]>`SELECT DISTINCT "kekId" FROM ${table(name)} WHERE ${isKept}`;
    for (const { kekId } of rows) used.add(kekId);
  }
  return used;
}

/** Whether something is under another key than the first: a rotation was cut short, and is to be gone on with. */
export async function isRotating(client: PrismaClient): Promise<boolean> {
  const first = keyring()[0].id;
  return [...(await usedKeks(client))].some((id) => id !== first);
}

/** Ids of keys of the file that wrap nothing any more; never the first one. */
export async function unusedKeks(client: PrismaClient): Promise<string[]> {
  const used = await usedKeks(client);
  return keyring().slice(1).map(({ id }) => id).filter((id) => !used.has(id));
}

/**
 * Drops the keys that wrap nothing from the file; with them goes whatever an old backup of the database could have opened.
 * Refused within an hour of the file's last change.
 * @returns the ids of what was dropped.
 */
export async function retireKeks({ client, clock }: RotateTools, path = config().EVIDENCE_KEY_FILE): Promise<Result<string[]>> {
  const changed = (await stat(path)).mtime.getTime();
  if (clock.now().getTime() - changed < RETIRE_AFTER_MS) {
    return fail('conflict', 'The key file changed less than an hour ago, and a process may still wrap under the key that was the first. Nothing was dropped; run this again later.');
  }
  const unused = await unusedKeks(client);
  const kept = parseKeys(await readFile(path, 'utf8'), path).filter(({ id }) => !unused.includes(id));
  if (unused.length > 0) await writeKeys(path, kept.map(({ bytes }) => Buffer.from(bytes).toString('base64')));
  return ok(unused);
}
