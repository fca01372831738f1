import { record } from '@/lib/audit';
import { type Case, type Ctx, announce } from '@/lib/db';
import { isShredded } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { lockCaseByNumber } from '../holds/find';
import { keptBecause, whatKeeps } from '../keepers';
import { lockedFacts } from '../load-facts';
import type { RequestDestructionInput } from '../schema';
import { tendSoon } from '../tend-soon';
import { demandFrom, targetOf } from './find';
import { nextNumber } from './number';
import { itemsByNumber, livingItems } from './scope';

interface Wanted {
  readonly itemIds: readonly string[];
  readonly isWholeCase: boolean;
}

async function wantedOf({ tx }: Ctx, found: Case, { items }: RequestDestructionInput): Promise<Result<Wanted>> {
  if (items.length === 0) return ok({ itemIds: await livingItems(tx, found.id), isWholeCase: true });
  const named = await itemsByNumber(tx, found.id, items);
  if (!named) return fail('invalid', 'The case has no item of one of these numbers. Nothing was asked for.', [{ field: 'items', message: 'No such item in the case' }]);
  return ok({ itemIds: await livingItems(tx, found.id, named), isWholeCase: false });
}

/**
 * Asks for a destruction: a second person has to agree before anything happens. Refused while something keeps what is
 * asked for, so that nobody is asked to agree to what cannot be; it is looked at again when it is done. A demand of an agency
 * reaches past clocks that yield to it, for the files alone.
 */
export async function requestDestruction(ctx: Ctx<PersonActor>, input: RequestDestructionInput): Promise<Result<{ destructionId: string; number: string }>> {
  const found = await lockCaseByNumber(ctx, input.caseNumber);
  if (!found) return fail('not_found', 'There is no case of that number.', [{ field: 'caseNumber', message: 'There is no such case' }]);
  if (isShredded(found)) return fail('conflict', 'This case is destroyed already.');
  const wanted = await wantedOf(ctx, found, input);
  if (!wanted.ok) return wanted;
  const { itemIds, isWholeCase } = wanted.value;
  if (isWholeCase && found.status === 'open') return fail('conflict', 'Close the case first: while it is open, further items join it. Nothing was asked for.');
  if (itemIds.length === 0 && !isWholeCase) return fail('conflict', 'These items are destroyed already.');
  const under = await ctx.tx.destruction.findFirst({ where: { caseId: found.id, state: { in: ['awaiting_approval', 'approved', 'destroying'] } }, select: { number: true } });
  if (under) return fail('conflict', `${under.number} is under way for this case: agree to it or withdraw it first.`);
  if (input.agencyId !== null && (await ctx.tx.agency.count({ where: { id: input.agencyId, retiredAt: null } })) === 0) {
    return fail('invalid', 'There is no such agency in the directory. Nothing was asked for.', [{ field: 'agencyId', message: 'Not in the directory' }]);
  }
  const facts = await lockedFacts(ctx, { caseId: found.id, itemIds });
  const country = await demandFrom(ctx, input);
  const keepers = whatKeeps(facts, { now: ctx.clock.now(), demandFrom: country, part: input.kind === 'agency_demand' ? 'files' : 'everything' });
  if (keepers.length > 0) return fail('conflict', `It is kept: ${keptBecause(keepers)}. Nothing was asked for, and nothing was destroyed.`);

  const [id, now] = [ctx.ids.next(), ctx.clock.now()];
  const number = await nextNumber(ctx);
  await ctx.tx.destruction.create({
    data: {
      id, number, caseId: found.id, kind: input.kind, itemIds: [...itemIds], isWholeCase, reason: input.reason, requestedById: ctx.actor.id, requestedAt: now,
      ...(input.kind === 'agency_demand' && { agencyId: input.agencyId, reference: input.reference }),
    },
  });
  await record(ctx, {
    action: 'destruction.requested',
    details: { kind: input.kind, items: itemIds.length, isWholeCase },
    reason: input.reason,
    caseId: found.id,
    targets: [targetOf({ id, number }), { type: 'case', id: found.id, label: found.number }],
  });
  await announce(ctx.tx, 'case', found.id);
  await tendSoon(ctx.tx);
  return ok({ destructionId: id, number });
}
