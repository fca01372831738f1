import type { Client } from 'pg';
import { type Actor, randomIds } from '@/lib/kernel';
import { leafHash } from '../log/hash';
import type { Entry } from '../record';

export interface PastEntry extends Entry {
  readonly at: string;
  readonly by: Actor;
}

/**
 * Writes an entry as of another time, which `record` never does: its time is the database's. As the schema's owner,
 * since the application may not; its leaf waits for its place as every other.
 */
export async function addPast(owner: Client, { at, by, action, outcome = 'done', caseId = null, itemId = null, targets = [], reason, details }: PastEntry): Promise<string> {
  const id = randomIds.next();
  const person = by.kind === 'person' ? by : undefined;
  const actor = { kind: by.kind, id: 'id' in by ? by.id : null, name: by.kind === 'nobody' ? 'nobody' : by.name };
  const [role, session, request, time] = [person?.role ?? null, person?.sessionId ?? null, randomIds.next(), new Date(at).toISOString()];
  const leaf = { v: 1, at: time, id, actor, role, session, request, action, outcome, case: caseId, item: itemId, targets, reason: reason ?? null, details };
  const bytes = Buffer.from(JSON.stringify(leaf));
  const { rows } = await owner.query<{ seq: string }>(
    `INSERT INTO "AuditEvent" ("id","at","actorKind","actorId","actorName","role","sessionId","requestId","action","outcome","caseId","itemId","targets","reason","details","leaf")
     VALUES ($1,$2,$3,$4,$5,$6::"Role",$7,$8,$9,$10::"AuditOutcome",$11,$12,$13,$14,$15,$16) RETURNING "seq"`,
    [id, time, actor.kind, actor.id, actor.name, role, session, request, action, outcome, caseId, itemId, JSON.stringify(targets), reason ?? null, JSON.stringify(details), bytes],
  );
  await owner.query(`INSERT INTO "AuditQueue" ("seq","eventId","at","leafHash") VALUES ($1,$2,$3,$4)`, [rows[0]?.seq, id, time, Buffer.from(leafHash(bytes))]);
  return id;
}
