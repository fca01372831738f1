import pg from 'pg';
import { HASH_BYTES } from '../log/hash';
import { type TileName } from '../log/tile';
import { type EventColumns, differenceOf } from './columns';
import type { LogSource, SourceEntry } from './source';

interface Row extends EventColumns {
  readonly index: string;
  readonly eventId: string;
  /** The event's month, where neither the event is there nor the partition that it was in. */
  readonly monthGone: string | null;
  readonly leaf: Buffer | null;
}

// Every column, so that what people see is compared with what is proven. Months may have been detached since.
const ENTRIES = `
  SELECT l."index", l."eventId", e."leaf",
    CASE WHEN e."id" IS NULL AND NOT EXISTS (
      SELECT 1 FROM pg_inherits WHERE inhparent = '"AuditEvent"'::regclass AND inhrelid = to_regclass(quote_ident('AuditEvent_' || to_char(l."at" AT TIME ZONE 'UTC', 'YYYY_MM')))
    ) THEN to_char(l."at" AT TIME ZONE 'UTC', 'YYYY-MM') END AS "monthGone",
    to_char(e."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "at", e."id", e."actorKind", e."actorId", e."actorName", e."role", e."sessionId", e."requestId",
    e."action", e."outcome", e."caseId", e."itemId", e."targets", e."reason", e."details"
  FROM "AuditLeaf" l LEFT JOIN LATERAL (SELECT * FROM "AuditEvent" e WHERE e."at" = l."at" AND e."id" = l."eventId" LIMIT 1) e ON true
  WHERE l."index" >= $1 AND l."index" < $2 ORDER BY l."index"`;

const STRAYS = `
  SELECT e."id" FROM "AuditEvent" e
  WHERE NOT EXISTS (SELECT 1 FROM "AuditLeaf" l WHERE l."eventId" = e."id") AND NOT EXISTS (SELECT 1 FROM "AuditQueue" q WHERE q."eventId" = e."id")
  LIMIT 20`;

function toEntry(row: Row, expected: number): SourceEntry {
  const { index, leaf, monthGone } = row;
  if (Number(index) !== expected) return { leaf, fault: { code: 'gap', what: `place ${index} follows ${expected - 1}` } };
  if (!leaf) return monthGone === null ? { leaf } : { leaf, month: monthGone };
  const what = differenceOf(row, leaf);
  return what === undefined ? { leaf } : { leaf, fault: { code: what === 'id' ? 'wrong_place' : 'column_changed', what } };
}

/** The log in the database itself, read with any role that may select. */
export async function databaseSource(url: string): Promise<LogSource> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // One view of the whole, so that what is written meanwhile does not look like a fault.
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  return { ...sourceOn(client), close: () => client.end() };
}

/** As `databaseSource`, on a connection that its owner opens and closes. */
export function sourceOn(client: pg.Client): LogSource {
  return {
    name: 'the database',
    checkpoint: async () => (await client.query<{ note: string }>('SELECT "note" FROM "AuditCheckpoint" ORDER BY "size" DESC LIMIT 1')).rows[0]?.note ?? null,
    async checkpointsBetween(from, to) {
      const { rows } = await client.query<{ size: string; note: string }>('SELECT "size", "note" FROM "AuditCheckpoint" WHERE "size" > $1 AND "size" <= $2 ORDER BY "size"', [from, to]);
      return rows.map(({ size, note }) => ({ size: Number(size), note }));
    },
    async unsigned(size) {
      const { rows } = await client.query<{ count: string }>('SELECT (SELECT count(*) FROM "AuditQueue") + (SELECT count(*) FROM "AuditLeaf" WHERE "index" >= $1) AS "count"', [size]);
      return Number(rows[0]?.count ?? 0);
    },
    async entries(from, to) {
      const { rows } = await client.query<Row>(ENTRIES, [from, to]);
      return rows.map((row, at) => toEntry(row, from + at));
    },
    async tile({ level, n, width }: TileName) {
      const { rows } = await client.query<{ hashes: Buffer }>('SELECT "hashes" FROM "AuditTile" WHERE "level" = $1 AND "n" = $2', [level, n]);
      if (rows[0]) return rows[0].hashes;
      const edge = await client.query<{ hashes: Buffer | null }>('SELECT "edge"[$1] AS "hashes" FROM "AuditTree"', [level + 1]);
      const hashes = edge.rows[0]?.hashes;
      return hashes && hashes.length >= width * HASH_BYTES ? hashes : null;
    },
    strays: async () => (await client.query<{ id: string }>(STRAYS)).rows.map(({ id }) => id),
    close: () => Promise.resolve(),
  };
}
