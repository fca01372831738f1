import type pg from 'pg';

/** Rows a statement, so that none takes more than some seconds. */
const PART = 100_000;

const ACTIONS = ['item.taken', 'item.released', 'item.read', 'case.read', 'message.unfolded', 'evidence.granted', 'decision.saved', 'note.added'];

/** People and cases of the rows are numbered; these are their ids. */
export const personId = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const caseId = (n: number) => `00000000-0000-7001-8000-${String(n).padStart(12, '0')}`;
export const PEOPLE = 60;
/** A case has some 50 entries. */
const ENTRIES_A_CASE = 50;
/** One entry in so many gives a reason, each with a number of its own. */
export const REASON_EVERY = 100;

// As lib/audit/record.ts writes them, with times and numbers of our own: each leaf says what its columns say.
const EVENTS = `
  WITH numbered AS (
    SELECT n, gen_random_uuid() AS "id", $3::timestamptz(3) + ($4::timestamptz - $3::timestamptz) * (n::float8 / $5::bigint) AS "moment",
      lpad(((hashint8(n) & 2147483647) % ${PEOPLE})::text, 12, '0') AS "person", lpad(((hashint8(n / 3) & 2147483647) % greatest(1, $5::bigint / ${ENTRIES_A_CASE}))::text, 12, '0') AS "number",
      (ARRAY['${ACTIONS.join("','")}'])[1 + (hashint8(n + 7) & 2147483647) % ${ACTIONS.length}] AS "action",
      CASE WHEN n % ${REASON_EVERY} = 0 THEN 'Asked for by the reviewer, number ' || n END AS "reason"
    FROM generate_series($1::bigint, $2::bigint) AS n
  ), given AS (
    SELECT *, "moment"::timestamptz(3) AS "at", ('00000000-0000-7000-8000-' || "person")::uuid AS "actorId", ('00000000-0000-7001-8000-' || "number")::uuid AS "caseId",
      json_build_array(json_build_object('type', 'case', 'id', '00000000-0000-7001-8000-' || "number", 'label', 'C-2026-' || "number")) AS "targets"
    FROM numbered
  ), written AS (
    INSERT INTO "AuditEvent" ("id", "at", "actorKind", "actorId", "actorName", "role", "sessionId", "requestId", "action", "outcome", "caseId", "targets", "reason", "details", "leaf")
    SELECT "id", "at", 'person', "actorId", 'MO-' || "person", 'moderator', "actorId", "id"::text, "action", 'done', "caseId", "targets", "reason", '{}', convert_to(
      '{"v":1,"at":"' || to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","id":"' || "id" || '","actor":{"kind":"person","id":"' || "actorId" || '","name":"MO-' || "person"
      || '"},"role":"moderator","session":"' || "actorId" || '","request":"' || "id" || '","action":"' || "action" || '","outcome":"done","case":"' || "caseId"
      || '","item":null,"targets":' || "targets" || ',"reason":' || coalesce(to_json("reason")::text, 'null') || ',"details":{}}', 'UTF8')
    FROM given ORDER BY n
    RETURNING "seq", "id", "at", "leaf"
  )`;
const QUEUED = `${EVENTS} INSERT INTO "AuditQueue" ("seq", "eventId", "at", "leafHash") SELECT "seq", "id", "at", sha256('\\x00'::bytea || "leaf") FROM written`;
const PLACED = `${EVENTS} INSERT INTO "AuditLeaf" ("index", "eventId", "at")
  SELECT (SELECT coalesce(max("index") + 1, 0) FROM "AuditLeaf") + row_number() OVER (ORDER BY "seq") - 1, "id", "at" FROM written`;

interface Rows {
  readonly count: number;
  readonly from: Date;
  readonly to: Date;
  /** Whether they wait for the sequencer, or have their places already though no tree was built over them. */
  readonly as: 'queued' | 'placed';
}

/** Writes so many entries, evenly over the time, in as few statements as is quick. */
export async function writeRows(owner: pg.Client, { count, from, to, as }: Rows): Promise<void> {
  for (let first = 0; first < count; first += PART) {
    await owner.query(as === 'queued' ? QUEUED : PLACED, [first, Math.min(count, first + PART) - 1, from, to, count]);
  }
}

/** The partitions of the months that passed since. */
export async function makeMonths(owner: pg.Client, from: Date): Promise<void> {
  await owner.query(`SELECT audit_partition(month) FROM generate_series($1::timestamptz, now(), interval '1 month') AS month`, [from]);
}
