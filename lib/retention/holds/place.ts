import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { isShredded, sealText, unwrapKey } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { HOLD_KINDS, type PlaceHoldInput } from '../schema';
import { holdDates } from './dates';
import { holdBinding, lockCaseByNumber } from './find';
import { tendSoon } from '../tend-soon';

/**
 * Has a case kept: from now on nothing of it is destroyed, whatever else is over. Whoever places it looks after it. The
 * reason is sealed under the case's key, and a hold on what is destroyed already is refused: it would promise what cannot be.
 */
export async function placeHold(ctx: Ctx<PersonActor>, input: PlaceHoldInput): Promise<Result<{ holdId: string }>> {
  const now = ctx.clock.now();
  const found = await lockCaseByNumber(ctx, input.caseNumber);
  if (!found) return fail('not_found', 'There is no case of that number.', [{ field: 'caseNumber', message: 'There is no such case' }]);
  if (isShredded(found)) return fail('conflict', 'This case is destroyed: there is nothing left to keep. Tell whoever asked for it.');
  const { needsAgency } = HOLD_KINDS[input.kind];
  if (needsAgency && input.agencyId === null) return fail('invalid', 'Choose the agency that asked. Nothing was changed.', [{ field: 'agencyId', message: 'Choose the agency that asked' }]);
  if (input.agencyId !== null && (await ctx.tx.agency.count({ where: { id: input.agencyId, retiredAt: null } })) === 0) {
    return fail('invalid', 'There is no such agency in the directory. Nothing was changed.', [{ field: 'agencyId', message: 'Not in the directory' }]);
  }
  const dates = holdDates(input, now);
  if (!dates.ok) return dates;

  const id = ctx.ids.next();
  await ctx.tx.hold.create({
    data: {
      id,
      caseId: found.id,
      kind: input.kind,
      agencyId: input.agencyId,
      reference: input.reference,
      sealedReason: sealText(unwrapKey(found), holdBinding('reason', id), input.reason),
      ...dates.value,
      ownerId: ctx.actor.id,
      createdAt: now,
      createdById: ctx.actor.id,
    },
  });
  await record(ctx, { action: 'hold.placed', details: { kind: input.kind }, caseId: found.id, targets: [{ type: 'hold', id, label: found.number }] });
  await announce(ctx.tx, 'case', found.id);
  await tendSoon(ctx.tx);
  return ok({ holdId: id });
}
