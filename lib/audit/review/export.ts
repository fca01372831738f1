import { type Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { keysOf } from '../read/keys';
import { type Selection, filtersUsed, select } from '../read/selection';
import { record } from '../record';
import { EXPORT_ROWS_MAX, type ExportFormat, type ExportInput } from '../schema';

/** What an export holds, settled and on record before its first byte leaves. */
export interface TrailExport {
  readonly format: ExportFormat;
  readonly isRedacted: boolean;
  /**
   * Only entries from before the moment at which it was settled: the export itself is none of them, nor what happens
   * while it runs.
   */
  readonly selection: Pick<Selection, 'every' | 'some'>;
  /** How many they were at that moment; an act whose transaction was open just then may come on top. */
  readonly rows: number;
  readonly fileName: string;
}

const ENDS: Record<ExportFormat, string> = { csv: 'csv', jsonl: 'jsonl', ocsf: 'ocsf.jsonl' };

/** Settles what leaves and records it; `streamExport` then sends it, after this transaction has committed. */
export async function exportTrail(ctx: Ctx<PersonActor>, { format, isRedacted, reason, filters }: ExportInput, rowsMax = EXPORT_ROWS_MAX): Promise<Result<TrailExport>> {
  // The database's clock, as for the entries themselves.
  const [clock] = await ctx.tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp()::timestamptz(3) AS "now"`;
  const now = (clock?.now ?? ctx.clock.now()).toISOString();
  const { every, some, found } = await select(ctx, filters);
  const selection = { every: [...every, Prisma.sql`"at" < ${now}::timestamptz`], some };
  const [counted] = await ctx.tx.$queryRaw<{ rows: number }[]>`SELECT count(*)::int AS "rows" FROM (${keysOf(selection, rowsMax + 1)}) AS selected`;
  const rows = counted?.rows ?? 0;
  if (rows > rowsMax) {
    return fail('too_large', `These are more than ${rowsMax.toLocaleString('en')} entries. Nothing left the desk. Narrow the dates and export part by part.`);
  }
  // As for a reading: whose trail of a case was taken belongs to the case.
  await record(ctx, { action: 'audit.exported', caseId: found?.id, reason: isRedacted ? undefined : reason, details: { format, rows, redacted: isRedacted, filters: filtersUsed(filters) } });
  return ok({ format, isRedacted, selection, rows, fileName: `audit-trail-${now.slice(0, 10)}${isRedacted ? '-redacted' : ''}.${ENDS[format]}` });
}
