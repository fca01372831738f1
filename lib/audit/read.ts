import type { Ctx, Prisma } from '@/lib/db';
import { type Result, ok } from '@/lib/kernel';
import { record } from './record';
import { ACTIONS, type Action, type AuditFilter, type AuditOutcome, type Target } from './schema';

export interface AuditRow {
  readonly seq: string;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly actorId: string | null;
  readonly role: string | null;
  readonly action: Action;
  readonly words: string;
  readonly outcome: AuditOutcome;
  readonly targets: readonly Target[];
  readonly caseId: string | null;
  readonly itemId: string | null;
  readonly reason: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly sessionId: string | null;
}

export interface AuditPage {
  readonly rows: readonly AuditRow[];
  readonly total: number;
  /** Pass as `before` for the next page; null at the end. */
  readonly next: string | null;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

const AUDIT_PAGE_SIZE = 50;

function toRow(event: Prisma.AuditEventGetPayload<object>): AuditRow {
  const action = event.action as Action;
  return {
    seq: event.seq.toString(),
    id: event.id,
    at: event.at.toISOString(),
    actor: event.actorName,
    actorId: event.actorId,
    role: event.role,
    action,
    words: ACTIONS[action].words,
    outcome: event.outcome,
    targets: event.targets as unknown as Target[],
    caseId: event.caseId,
    itemId: event.itemId,
    reason: event.reason,
    details: event.details as Record<string, unknown>,
    requestId: event.requestId,
    sessionId: event.sessionId,
  };
}

/**
 * The cases that the reader is kept away from: to them what was done there does not exist either. The condition that
 * everything else asks for is in lib/access, which records what it does and so is built on this module; the trail
 * therefore asks the table itself.
 */
async function walledOff({ tx, actor }: Ctx): Promise<string[]> {
  if (actor.kind !== 'person') return [];
  const walls = await tx.caseWall.findMany({ where: { personId: actor.id, liftedAt: null }, select: { caseId: true } });
  return walls.map(({ caseId }) => caseId);
}

/** The case of that number, or null when for the reader there is none. */
function findCase({ tx }: Ctx, number: string, hidden: readonly string[]): Promise<{ id: string } | null> {
  return tx.case.findFirst({ where: { number, id: { notIn: [...hidden] } }, select: { id: true } });
}

function where(filter: AuditFilter, caseId: string | null, hidden: readonly string[]): Prisma.AuditEventWhereInput {
  const text = filter.text?.trim();
  return {
    // Most entries belong to no case, which SQL's NOT IN would leave out, too.
    AND: hidden.length === 0 ? undefined : { OR: [{ caseId: null }, { caseId: { notIn: [...hidden] } }] },
    actorId: filter.person,
    action: filter.action,
    outcome: filter.outcome,
    // A case that does not exist matches nothing, rather than everything.
    caseId: filter.case ? (caseId ?? '00000000-0000-0000-0000-000000000000') : undefined,
    at: {
      gte: filter.from ? new Date(`${filter.from}T00:00:00Z`) : undefined,
      lte: filter.to ? new Date(`${filter.to}T23:59:59.999Z`) : undefined,
    },
    OR: text
      ? [
          { reason: { contains: text, mode: 'insensitive' } },
          { actorName: { contains: text, mode: 'insensitive' } },
          { requestId: text },
          { targets: { array_contains: [{ id: text }] } },
          { targets: { array_contains: [{ label: text }] } },
        ]
      : undefined,
  };
}

/** One page of the trail, newest first, without the cases that the reader is kept away from. Reading it is itself an entry, with the filters used. */
export async function page(ctx: Ctx, filter: AuditFilter): Promise<Result<AuditPage>> {
  const { before, entry: _open, ...filters } = filter;
  const hidden = await walledOff(ctx);
  const found = filter.case ? await findCase(ctx, filter.case, hidden) : null;
  const matching = where(filter, found?.id ?? null, hidden);
  // One after the other: a transaction is one connection, which answers one question at a time.
  const events = await ctx.tx.auditEvent.findMany({
    where: { AND: [matching, before ? { seq: { lt: BigInt(before) } } : {}] },
    orderBy: { seq: 'desc' },
    take: AUDIT_PAGE_SIZE + 1,
  });
  const total = await ctx.tx.auditEvent.count({ where: matching });
  const people = await ctx.tx.person.findMany({ select: { id: true, pseudonym: true }, orderBy: { pseudonym: 'asc' } });
  // Whose trail of a case was read belongs to the case: it is not for those who are kept away from it.
  await record(ctx, { action: 'audit.read', caseId: found?.id, details: { filters: Object.fromEntries(Object.entries(filters).filter(([, v]) => v !== undefined)) } });
  const rows = events.slice(0, AUDIT_PAGE_SIZE);
  return ok({
    rows: rows.map(toRow),
    total,
    next: events.length > AUDIT_PAGE_SIZE ? (rows.at(-1)?.seq.toString() ?? null) : null,
    people: people.map(({ id, pseudonym }) => ({ id, name: pseudonym })),
  });
}

/** Readings, and the steps of a filing between its start and its end: the audit trail has them, a timeline drowns in them. */
const NOT_IN_TIMELINE: Action[] = ['audit.read', 'case.read', 'item.read', 'evidence.granted', 'report.moved'];

/** What was done on one case, newest first, for its timeline. The caller has checked that the case may be read. */
export async function timelineOf({ tx }: Ctx, caseId: string, limit = 200): Promise<AuditRow[]> {
  const events = await tx.auditEvent.findMany({ where: { caseId, outcome: 'done', action: { notIn: NOT_IN_TIMELINE } }, orderBy: { seq: 'desc' }, take: limit });
  return events.map(toRow);
}
