import { can, mayLook } from '@/lib/access/schema';
import type { Ctx, Prisma } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';

type Item = Pick<Prisma.ItemGetPayload<object>, 'id' | 'leaseHolderId' | 'leaseUntil'>;

/**
 * Reports that wait for a second person whom this one may be: they neither asked for it nor decided any of its items. Of
 * a report of text alone, its words are all that there is to agree to.
 */
const toAgreeTo = (actor: PersonActor) =>
  ({ state: 'awaiting_approval', createdById: { not: actor.id }, items: { none: { decision: { personId: actor.id } } } }) satisfies Prisma.ReportWhereInput;

/**
 * Whether somebody may unfold an item's texts: who holds its lease, decided it, supervises, or is asked to agree to a
 * report that covers it, for as long as it waits. That they are not kept away from its case is the caller's to ask.
 */
export async function mayRead({ tx, actor, clock }: Ctx<PersonActor>, item: Item): Promise<boolean> {
  if (mayLook(actor, item, clock.now())) return true;
  const because: Prisma.ItemWhereInput[] = [{ decisions: { some: { personId: actor.id, undoneAt: null } } }];
  if (can(actor.role, 'report.approve')) because.push({ reportItems: { some: { report: toAgreeTo(actor) } } });
  return (await tx.item.count({ where: { id: item.id, OR: because } })) > 0;
}
