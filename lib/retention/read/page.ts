import { unwalled } from '@/lib/access';
import { record } from '@/lib/audit';
import { type Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, config, ok } from '@/lib/kernel';
import { DESTRUCTION_KINDS, type DestructionKindId, REFERENCE_RULES } from '../schema';
import { type HoldRow, holdRows } from './holds';
import { type CaseToAsk, type KeptCase, keptCase } from './kept';

const DAY_MS = 24 * 60 * 60_000;
const SHOWN = 50;

/** Times are ISO 8601 in UTC, people are pseudonyms. */
export interface DestructionRow {
  readonly id: string;
  readonly number: string;
  readonly caseNumber: string;
  readonly caseId: string;
  readonly kind: DestructionKindId;
  readonly kindWords: string;
  readonly state: 'awaiting_approval' | 'approved' | 'destroying' | 'done' | 'withdrawn';
  readonly isWholeCase: boolean;
  readonly items: number;
  readonly agency: string | null;
  readonly reference: string | null;
  readonly reason: string;
  readonly requestedBy: string;
  readonly isOwn: boolean;
  readonly requestedAt: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly destroyedAt: string | null;
  readonly beyondRestoreAt: string | null;
  /** How it ended, where the state alone does not say it. */
  readonly outcome: string | null;
}

export interface RetentionPage {
  readonly now: string;
  readonly holds: readonly HoldRow[];
  /** Cases of which the last clock or hold ends within 31 days, soonest first. */
  readonly soon: readonly KeptCase[];
  /** Closed cases that nothing keeps any more. */
  readonly free: readonly KeptCase[];
  /** Those of which it runs for longer, soonest first, and how many there are in all. */
  readonly kept: readonly KeptCase[];
  readonly keptCount: number;
  readonly destructions: readonly DestructionRow[];
  readonly erasuresWaiting: number;
  readonly notViolatingDays: number;
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
}

/** When the last clock or hold of a case ends; a hold that stands until it is lifted never does. References alone keep nothing. */
const ENDS = Prisma.sql`(
  SELECT "caseId", max("endsAt") AS "endsAt" FROM (
    SELECT "caseId", "endsAt" FROM "Preservation" WHERE NOT "rule" = ANY(${[...REFERENCE_RULES]})
    UNION ALL SELECT "caseId", coalesce("endsAt", 'infinity') FROM "Hold" WHERE "liftedAt" IS NULL
  ) AS dated GROUP BY "caseId")`;
const notWalled = ({ id }: PersonActor) => Prisma.sql`NOT EXISTS (SELECT 1 FROM "CaseWall" w WHERE w."caseId" = c."id" AND w."personId" = ${id}::uuid AND w."liftedAt" IS NULL)`;

async function ending({ tx, actor }: Ctx<PersonActor>, from: Date, to: Date | null): Promise<(CaseToAsk & { total: number })[]> {
  const until = to === null ? Prisma.empty : Prisma.sql`AND p."endsAt" <= ${to}`;
  return tx.$queryRaw`
    SELECT c."id", c."number", c."status", (count(*) OVER ())::int AS total FROM "Case" c JOIN ${ENDS} p ON p."caseId" = c."id"
     WHERE length(c."wrappedKey") > 0 AND p."endsAt" > ${from} ${until} AND ${notWalled(actor)}
     ORDER BY p."endsAt", c."id" LIMIT ${SHOWN}`;
}

/** Closed cases whose clocks and holds are over; what else may keep them is asked of each. */
async function over({ tx, actor, clock }: Ctx<PersonActor>): Promise<CaseToAsk[]> {
  const now = clock.now();
  return tx.$queryRaw`
    SELECT c."id", c."number", c."status" FROM "Case" c LEFT JOIN ${ENDS} p ON p."caseId" = c."id"
     WHERE c."status" = 'closed' AND length(c."wrappedKey") > 0 AND (p."endsAt" IS NULL OR p."endsAt" <= ${now}) AND ${notWalled(actor)}
       AND NOT EXISTS (SELECT 1 FROM "Destruction" d WHERE d."caseId" = c."id" AND d."state" IN ('awaiting_approval', 'approved', 'destroying'))
     ORDER BY p."endsAt" NULLS LAST, c."id" LIMIT ${SHOWN}`;
}

async function destructionRows({ tx, actor }: Ctx<PersonActor>): Promise<DestructionRow[]> {
  const rows = await tx.destruction.findMany({ where: { case: unwalled(actor) }, orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }], take: SHOWN, omit: { certificate: true }, include: { case: { select: { number: true } } } });
  const people = await tx.person.findMany({ where: { id: { in: rows.flatMap(({ requestedById, approvedById }) => [requestedById, approvedById].filter((id) => id !== null)) } }, select: { id: true, pseudonym: true } });
  const agencies = await tx.agency.findMany({ where: { id: { in: rows.flatMap(({ agencyId }) => agencyId ?? []) } }, select: { id: true, name: true } });
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.pseudonym ?? null;
  const at = (date: Date | null) => date?.toISOString() ?? null;
  return rows.map(({ id, number, caseId, case: { number: caseNumber }, kind, state, isWholeCase, itemIds, agencyId, reference, reason, requestedById, requestedAt, approvedById, approvedAt, destroyedAt, beyondRestoreAt, outcome }) => ({
    id, number, caseId, caseNumber, kind, kindWords: DESTRUCTION_KINDS[kind], state, outcome, isWholeCase, items: itemIds.length, reference, reason,
    agency: agencies.find((agency) => agency.id === agencyId)?.name ?? null,
    requestedBy: nameOf(requestedById) ?? 'The desk itself',
    isOwn: requestedById === actor.id,
    requestedAt: requestedAt.toISOString(),
    approvedBy: nameOf(approvedById),
    approvedAt: at(approvedAt), destroyedAt: at(destroyedAt), beyondRestoreAt: at(beyondRestoreAt),
  }));
}

/** What is held until when and why, what runs out this month, what may be destroyed, and what was. Reading it is an entry. */
export async function readRetention(ctx: Ctx<PersonActor>): Promise<Result<RetentionPage>> {
  const { tx } = ctx;
  const now = ctx.clock.now();
  const month = new Date(now.getTime() + 31 * DAY_MS);
  await record(ctx, { action: 'retention.read', details: {} });
  const ask = async (cases: readonly CaseToAsk[]) => {
    const kept: KeptCase[] = [];
    for (const found of cases) kept.push(await keptCase(tx, found, now));
    return kept;
  };
  const later = await ending(ctx, month, null);
  return ok({
    now: now.toISOString(),
    holds: await holdRows(ctx),
    soon: await ask(await ending(ctx, now, month)),
    free: (await ask(await over(ctx))).filter(({ keepers }) => keepers.length === 0),
    kept: await ask(later),
    keptCount: later[0]?.total ?? 0,
    destructions: await destructionRows(ctx),
    erasuresWaiting: await tx.erasureRequest.count({ where: { state: 'waiting' } }),
    notViolatingDays: config().NOT_VIOLATING_DAYS,
    agencies: await tx.agency.findMany({ where: { retiredAt: null }, orderBy: { name: 'asc' }, select: { id: true, name: true } }),
  });
}
