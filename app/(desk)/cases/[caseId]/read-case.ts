import { cache } from 'react';
import { openCase } from '@/lib/cases';
import { caseInput } from '@/lib/cases/schema';
import { ok, systemClock } from '@/lib/kernel';
import { reportsOfCase } from '@/lib/reporting';
import { keptUntil } from '@/lib/retention';
import { read } from '@/lib/web';

const readWhole = read({
  permission: 'case.read',
  input: caseInput,
  run: async (ctx, { caseId }) => {
    const opened = await openCase(ctx, { caseId });
    if (!opened.ok) return opened;
    const until = await keptUntil(ctx.tx, caseId);
    return ok({
      view: opened.value,
      reports: await reportsOfCase(ctx, caseId),
      keptUntil: until?.toISOString() ?? null,
      now: systemClock.now().toISOString(),
    });
  },
});

/** A case with its reports and how long it is kept. Once a request, since title and page share it and each reading is recorded. */
export const readCase = cache((caseId: string) => readWhole({ caseId }));

export type WholeCase = Awaited<ReturnType<typeof readCase>>;
