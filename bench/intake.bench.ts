import pg from 'pg';
import { createKey } from '@/lib/access';
import { ORDINARY_KEY } from '@/lib/access/schema';
import { type Caller, db, transact } from '@/lib/db';
import { readBody, receiveItems } from '@/lib/intake';
import { type PlatformActor, randomIds, systemClock } from '@/lib/kernel';
import type { BenchContext } from './measure';

const ITEMS = 1_000;
const BATCH = 500;
const OF_ITEM = '"itemId" IN (SELECT "id" FROM "Item" WHERE "platform" = $1)';
const OF_SUBJECT = '"subjectId" IN (SELECT "id" FROM "Account" WHERE "platform" = $1)';
/** Which rows of each table belong to a platform, parents before children. */
const TABLES: Readonly<Record<string, string>> = {
  Account: '"platform" = $1',
  Conversation: '"platform" = $1',
  Case: OF_SUBJECT,
  Item: '"platform" = $1',
  Participant: OF_ITEM,
  IpEvent: OF_ITEM,
  Message: OF_ITEM,
  Signal: OF_ITEM,
  AuditEvent: `"caseId" IN (SELECT "id" FROM "Case" WHERE ${OF_SUBJECT})`,
};
/** Below PostgreSQL's 65,535 parameters a statement, whatever the table. */
const ROWS_A_STATEMENT = 1_000;

const platformOf = (run: number) => `Bench ${run}`;

function itemOf(run: number, at: number): Record<string, unknown> {
  const sentAt = '2026-11-20T08:15:00+01:00';
  const subject = `bench-${run}-u${at}`;
  const other = `bench-${run}-o${at}`;
  return {
    externalId: `bench-${run}-${at}`, platform: platformOf(run), occurredAt: sentAt, conversation: { externalId: `bench-${run}-dm${at}` },
    subject: { externalId: subject, screenName: subject, emails: [{ address: `${subject}@example.com` }], ipEvents: [{ ip: '203.0.113.7', event: 'Upload', at: sentAt, port: 443 }] },
    participants: [{ externalId: other }],
    messages: Array.from({ length: 4 }, (_, place) => ({ externalId: `m${place}`, senderId: place % 2 ? other : subject, sentAt, text: `The beans are in the second bed, row ${place}.`, flagged: place === 0 })),
    signals: [{ kind: 'classifier', detector: 'text-v2', label: 'grooming', score: 0.9 }, { kind: 'user_report', reason: 'child_safety', reporterId: other }],
  };
}

async function platform(): Promise<Caller<PlatformActor>> {
  const base = { clock: systemClock, ids: randomIds, requestId: randomIds.next() };
  const key = await transact(db(), (tx) => createKey({ ...base, tx, actor: { kind: 'system', name: 'bench' } }, { ...ORDINARY_KEY, name: 'Bench' }));
  if (!key.ok) throw new Error(key.problem.safeMessage);
  return { ...base, actor: { kind: 'platform', id: key.value.id, name: 'Bench', scopes: ['intake.media', 'intake.items'] } };
}

async function takeIn(caller: Caller<PlatformActor>, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) {
    const submission = readBody(JSON.parse(body));
    if (!submission.ok) throw new Error(submission.problem.safeMessage);
    const outcomes = await receiveItems(caller, submission.value.items);
    if (!outcomes.every((outcome) => 'receipt' in outcome && outcome.isNew)) throw new Error('an item of the bench was not taken in');
  }
}

interface Copy {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

const UUID = /^[0-9a-f]{8}-/;

/** The rows that a run wrote, under new ids and names, so that the very same rows can be written once more. */
async function copyRows(owner: pg.Client, run: number): Promise<Copy[]> {
  const renamed = new Map<string, string>();
  const rename = (column: string, value: unknown): unknown => {
    if (column === 'apiKeyId' || column === 'actorId') return value;
    if (typeof value === 'string' && UUID.test(value)) return renamed.get(value) ?? (renamed.set(value, randomIds.next()), renamed.get(value));
    if (column === 'number' || column === 'platform') return `${String(value)}b`;
    return typeof value === 'object' && value !== null && !(value instanceof Date) && !Buffer.isBuffer(value) ? JSON.stringify(value) : value;
  };
  const copies: Copy[] = [];
  for (const [table, belongs] of Object.entries(TABLES)) {
    const { rows, fields } = await owner.query<Record<string, unknown>>(`SELECT * FROM "${table}" WHERE ${belongs}`, [platformOf(run)]);
    const columns = fields.map(({ name }) => name).filter((name) => name !== 'seq');
    copies.push({ table, columns, rows: rows.map((row) => columns.map((column) => rename(column, row[column]))) });
  }
  return copies;
}

async function insertPlainly(client: pg.Client, copies: readonly Copy[]): Promise<void> {
  await client.query('BEGIN');
  for (const { table, columns, rows } of copies) {
    for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
      const part = rows.slice(from, from + ROWS_A_STATEMENT);
      const places = part.map((_, row) => `(${columns.map((_name, at) => `$${row * columns.length + at + 1}`).join(',')})`).join(',');
      await client.query(`INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(',')}) VALUES ${places}`, part.flat());
    }
  }
  await client.query('COMMIT');
}

/**
 * 1,000 items in two batches, from JSON to rows (checked, deduplicated, sealed, ranked, recorded in the audit trail),
 * against plain multi-row INSERTs of the very same rows in one transaction, which do none of that.
 */
export default async function bench(context: BenchContext): Promise<void> {
  const { url, ownerUrl } = context;
  const caller = await platform();
  const [owner, plain] = [new pg.Client({ connectionString: ownerUrl }), new pg.Client({ connectionString: url })];
  await Promise.all([owner.connect(), plain.connect()]);
  try {
    await context.measure({
      metric: 'take in 1,000 items, against plain multi-row INSERTs of the same rows',
      unit: 'ratio',
      target: 3,
      better: 'lower',
      subject: async (run) => {
        const items = Array.from({ length: ITEMS }, (_, at) => itemOf(run, at));
        const bodies = Array.from({ length: ITEMS / BATCH }, (_, at) => JSON.stringify({ items: items.slice(at * BATCH, (at + 1) * BATCH) }));
        const begin = performance.now();
        await takeIn(caller, bodies);
        return performance.now() - begin;
      },
      baseline: async (run) => {
        const copies = await copyRows(owner, run);
        const begin = performance.now();
        await insertPlainly(plain, copies);
        return performance.now() - begin;
      },
    });
  } finally {
    await Promise.all([owner.end(), plain.end()]);
  }
}
