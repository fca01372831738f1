import type { Tx } from '@/lib/db';
import { type Actor, type Ids, toWellFormed } from '@/lib/kernel';
import { LEAF_MAX_BYTES } from './log/bundle';
import { ACTIONS, type Action, type AuditOutcome, type Details, type Target } from './schema';

type Recording = { readonly tx: Tx; readonly actor: Actor; readonly ids: Ids; readonly requestId: string };

export interface Entry<A extends Action = Action> {
  readonly action: A;
  readonly details: Details<A>;
  readonly outcome?: AuditOutcome;
  readonly caseId?: string | null;
  readonly itemId?: string | null;
  readonly targets?: readonly Target[];
  readonly reason?: string;
}

/** Version of the leaf's form. Readers of the log tell by it what to expect; a leaf that exists is never rewritten. */
const LEAF_VERSION = 1;

/** `{"v":1,"at":"2026-11-23T09:00:00.000Z"` stands before what `leafBody` gives, and is written by the database. */
const HEAD_BYTES = 64;

function who(actor: Actor) {
  const person = actor.kind === 'person' ? actor : undefined;
  return {
    actorKind: actor.kind,
    actorId: 'id' in actor ? actor.id : null,
    actorName: actor.kind === 'nobody' ? 'nobody' : actor.name,
    role: person?.role ?? null,
    sessionId: person?.sessionId ?? null,
  };
}

function row({ actor, ids, requestId }: Recording, entry: Entry) {
  const columns = {
    id: ids.next(),
    ...who(actor),
    requestId,
    action: entry.action,
    outcome: entry.outcome ?? 'done',
    caseId: entry.caseId ?? null,
    itemId: entry.itemId ?? null,
    targets: entry.targets ?? [],
    reason: entry.reason ?? null,
    details: ACTIONS[entry.action].details.parse(entry.details),
  };
  const body = leafBody(columns);
  if (Buffer.byteLength(body) + HEAD_BYTES > LEAF_MAX_BYTES) throw new RangeError(`an entry of ${entry.action} is too long for the log`);
  return { ...columns, body };
}

type Columns = Omit<ReturnType<typeof row>, 'body'>;

/** The entry as the log keeps it, without version and time. Its order of fields is fixed: these bytes are what is proven. */
function leafBody({ id, actorKind, actorId, actorName, role, sessionId, requestId, action, outcome, caseId, itemId, targets, reason, details }: Columns): string {
  const actor = { kind: actorKind, id: actorId, name: actorName };
  const leaf = { id, actor, role, session: sessionId, request: requestId, action, outcome, case: caseId, item: itemId, targets, reason, details };
  // As in every text that is stored: half a character has no bytes.
  return JSON.stringify(leaf, (_, value: unknown) => (typeof value === 'string' ? toWellFormed(value) : value));
}

const COLUMNS = '"id" uuid, "actorKind" text, "actorId" uuid, "actorName" text, "role" "Role", "sessionId" uuid, "requestId" text, "action" text, "outcome" "AuditOutcome", "caseId" uuid, "itemId" uuid, "targets" jsonb, "reason" text, "details" jsonb';
const NAMES = COLUMNS.replaceAll(/ \S+?(?=,|$)/g, '');

/**
 * One statement with one parameter, whatever their number: events and their places in the sequencer's queue. Their
 * time is the database's, in the leaf as in the column, so that no clock of ours or of a caller is trusted. Planning it
 * takes longer than doing it, so it is kept.
 */
const INSERT = `/* kept as audit_entries */
  WITH given AS (
    SELECT *, clock_timestamp()::timestamptz(3) AS "moment" FROM json_to_recordset($1::json) AS each(${COLUMNS}, "body" text)
  ), written AS (
    INSERT INTO "AuditEvent" (${NAMES}, "at", "leaf")
    SELECT ${NAMES}, "moment", convert_to(
      '{"v":${LEAF_VERSION},"at":"' || to_char("moment" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '",' || substr("body", 2), 'UTF8')
    FROM given
    RETURNING "seq", "id", "at", "leaf"
  )
  INSERT INTO "AuditQueue" ("seq", "eventId", "at", "leafHash") SELECT "seq", "id", "at", sha256('\\x00'::bytea || "leaf") FROM written`;

/** Writes entries in the caller's transaction: they exist if and only if what they describe does. */
export async function recordMany(ctx: Recording, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => row(ctx, entry));
  await ctx.tx.$executeRawUnsafe(INSERT, JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? toWellFormed(value) : value)));
}

/** As `recordMany`, for one. */
export function record<A extends Action>(ctx: Recording, entry: Entry<A>): Promise<void> {
  return recordMany(ctx, [entry]);
}
