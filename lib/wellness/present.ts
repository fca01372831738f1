import type { Ctx } from '@/lib/db';

/** Who did nothing for this long is not counted on. */
const PRESENT_MS = 15 * 60_000;

/** Ids of those who did something at the desk a moment ago, and of the caller. */
export async function present({ tx, actor, clock }: Pick<Ctx, 'tx' | 'clock'> & { actor: { id: string } }): Promise<string[]> {
  const since = new Date(clock.now().getTime() - PRESENT_MS);
  const rows = await tx.deskMinute.findMany({ where: { minute: { gte: since } }, distinct: ['personId'], select: { personId: true } });
  return [...new Set([actor.id, ...rows.map(({ personId }) => personId)])];
}
