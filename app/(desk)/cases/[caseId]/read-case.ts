import { cache } from 'react';
import { can } from '@/lib/access/schema';
import { openCase, wallsOf } from '@/lib/cases';
import { caseInput } from '@/lib/cases/schema';
import { ok, systemClock } from '@/lib/kernel';
import { referralsOfCase } from '@/lib/referral';
import { reportsOfCase } from '@/lib/reporting';
import { keptCase } from '@/lib/retention';
import { read } from '@/lib/web';

const readWhole = read({
  permission: 'case.read',
  input: caseInput,
  run: async (ctx, { caseId }) => {
    const opened = await openCase(ctx, { caseId });
    if (!opened.ok) return opened;
    const walls = can(ctx.actor.role, 'case.wall') ? await wallsOf(ctx, { caseId }) : ok(null);
    if (!walls.ok) return walls;
    const referrals = can(ctx.actor.role, 'referral.read') ? await referralsOfCase(ctx, { caseId }) : ok(null);
    if (!referrals.ok) return referrals;
    const { id, number, status } = opened.value;
    const now = systemClock.now();
    return ok({
      view: opened.value,
      /** For those who raise walls; null for everybody else. */
      walls: walls.value,
      /** For those who read referrals; null for everybody else. */
      referrals: referrals.value,
      reports: await reportsOfCase(ctx, caseId),
      kept: await keptCase(ctx.tx, { id, number, status }, now),
      now: now.toISOString(),
    });
  },
});

/** A case with its reports and how long it is kept. Once a request, since title and page share it and each reading is recorded. */
export const readCase = cache((caseId: string) => readWhole({ caseId }));

export type WholeCase = Awaited<ReturnType<typeof readCase>>;
