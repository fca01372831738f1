import { unwalled } from '@/lib/access';
import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { isShredded } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { filesOf, livingItems } from '../destruction/scope';
import { type KeptCase, keptCase } from './kept';

/** What a destruction of a whole case would take now, and what would stand in its way. */
export interface DryRun {
  readonly number: string;
  readonly isDestroyed: boolean;
  readonly kept: KeptCase;
  readonly items: number;
  readonly files: number;
  readonly bytes: number;
  /** Files that stay, because an item of another case holds them, too. */
  readonly filesLeft: number;
  readonly reports: number;
  readonly notes: number;
}

/** Says what would go, and destroys nothing. */
export async function dryRun(ctx: Ctx<PersonActor>, { caseNumber }: { caseNumber: string }): Promise<Result<DryRun>> {
  const { tx } = ctx;
  const found = await tx.case.findFirst({ where: { number: caseNumber, ...unwalled(ctx.actor) } });
  if (!found) return fail('not_found', 'There is no case of that number.', [{ field: 'caseNumber', message: 'There is no such case' }]);
  const items = await livingItems(tx, found.id);
  const { goes, stays } = await filesOf(tx, items);
  await record(ctx, { action: 'retention.dry_run', details: {}, caseId: found.id, targets: [{ type: 'case', id: found.id, label: found.number }] });
  return ok({
    number: found.number,
    isDestroyed: isShredded(found),
    kept: await keptCase(tx, found, ctx.clock.now()),
    items: items.length,
    files: goes.length,
    bytes: goes.reduce((sum, { byteSize }) => sum + byteSize, 0),
    filesLeft: stays.length,
    reports: await tx.report.count({ where: { itemId: { in: items } } }),
    notes: await tx.note.count({ where: { caseId: found.id } }),
  });
}
