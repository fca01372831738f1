import { unwalled } from '@/lib/access';
import { membersOf } from '@/lib/alerts';
import type { Ctx } from '@/lib/db';
import { hotlineNameOf } from '@/lib/hotlines';
import { type PersonActor, config } from '@/lib/kernel';
import { isDown } from '../breaker';
import { CHECKED } from '../reconcile/keep';
import { placeDecisions } from '../reconcile/place-decisions';
import { MOVING } from '../rules';

/** What the last check of decisions against reports found. */
export interface Proof {
  readonly at: string;
  readonly decisions: number;
  readonly accountedFor: number;
  /** Nothing has checked for minutes: no worker runs. */
  readonly isStale: boolean;
}

export interface DeskState {
  /** The server's time. */
  readonly now: string;
  /** Null until the first check was made. */
  readonly proof: Proof | null;
  /** Decisions that must be reported and have no report. */
  readonly missing: readonly { readonly decisionId: string; readonly caseId: string; readonly caseNumber: string; readonly decidedAt: string; readonly decidedBy: string }[];
  /** Hotlines that do not answer, or that do not let the desk in (`isBarred`), with how many reports wait for each. */
  readonly down: readonly { readonly hotline: string; readonly name: string; readonly since: string; readonly isBarred: boolean; readonly waiting: number }[];
}

/** A check is made every minute; after so many that did not come, something is wrong with who makes it. */
const STALE_AFTER_MS = 5 * 60_000;

/** Whoever is kept away from a case is told figures without it, made for them at this moment. */
async function proofOf(ctx: Ctx<PersonActor>): Promise<Proof | null> {
  const { tx, actor, clock } = ctx;
  if (await tx.caseWall.findFirst({ where: { personId: actor.id, liftedAt: null }, select: { id: true } })) {
    const { decisions, counts } = await placeDecisions(tx, actor);
    return { at: clock.now().toISOString(), decisions, accountedFor: decisions - counts.missing, isStale: false };
  }
  const checked = await tx.heartbeat.findUnique({ where: { name: CHECKED } });
  const found = await tx.reconciliation.findFirst({ where: { isTest: config().TEST_MODE }, orderBy: [{ at: 'desc' }, { id: 'desc' }] });
  if (!checked || !found) return null;
  const isStale = clock.now().getTime() - checked.at.getTime() > STALE_AFTER_MS;
  return { at: checked.at.toISOString(), decisions: found.decisions, accountedFor: found.decisions - found.missing, isStale };
}

async function missingOf({ tx, actor }: Ctx<PersonActor>): Promise<DeskState['missing']> {
  const told = await membersOf(tx, 'report_missing');
  if (told.length === 0) return [];
  // Some may have got their report since they were told.
  const decisions = await tx.decision.findMany({
    where: { id: { in: [...told] }, undoneAt: null, item: { case: unwalled(actor) }, reportItems: { none: { report: { state: { not: 'withdrawn' }, supplementOfId: null } } } },
    orderBy: { id: 'asc' },
    include: { person: { select: { pseudonym: true } }, item: { select: { caseId: true, case: { select: { number: true } } } } },
  });
  return decisions.map(({ id, decidedAt, person, item }) => ({ decisionId: id, caseId: item.caseId, caseNumber: item.case.number, decidedAt: decidedAt.toISOString(), decidedBy: person.pseudonym }));
}

async function downOf({ tx, actor }: Ctx<PersonActor>): Promise<DeskState['down']> {
  const isTest = config().TEST_MODE;
  const failing = (await tx.hotlineHealth.findMany({ where: { isTest, failingSince: { not: null } }, orderBy: { hotline: 'asc' } })).filter(isDown);
  if (failing.length === 0) return [];
  const waiting = await tx.report.groupBy({ by: ['hotline'], where: { isTest, state: { in: [...MOVING] }, case: unwalled(actor) }, _count: true });
  return failing.map(({ hotline, failingSince, isBarred }) => ({
    hotline,
    name: hotlineNameOf(hotline),
    since: failingSince?.toISOString() ?? '',
    isBarred,
    waiting: waiting.find((each) => each.hotline === hotline)?._count ?? 0,
  }));
}

/** What stands above the list of reports. */
export async function deskState(ctx: Ctx<PersonActor>): Promise<DeskState> {
  return { now: ctx.clock.now().toISOString(), proof: await proofOf(ctx), missing: await missingOf(ctx), down: await downOf(ctx) };
}
