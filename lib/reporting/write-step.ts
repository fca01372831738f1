import { announcementOf, type PrismaClient, type Tx } from '@/lib/db';
import { toWellFormed } from '@/lib/kernel';
import type { CallRow } from './keep-call';
import { type Change, type FiledReport, Superseded } from './ledger';
import type { ReportState } from './schema';

/** What filing changes of a report, by the types that the database knows. */
const REPORT = {
  state: '"ReportState"', attempts: 'integer', unexpected: 'integer', hotlineReportId: 'text', openedAt: 'timestamptz', retryAt: 'timestamptz', problem: 'text', problemFields: 'jsonb',
  remindAt: 'timestamptz', filedAt: 'timestamptz', updatedAt: 'timestamptz',
} as const satisfies Record<keyof NonNullable<Change['set']> | 'state' | 'updatedAt', string>;
const CALL = {
  id: 'uuid', reportId: 'uuid', call: 'text', at: 'timestamptz', outcome: 'text', httpStatus: 'integer', responseCode: 'integer', description: 'text', requestId: 'text',
  durationMs: 'integer', headers: 'jsonb',
} as const satisfies Record<Exclude<keyof CallRow, 'sealedRequest' | 'sealedResponse'>, string>;

const quoted = (columns: object) => Object.keys(columns).map((name) => `"${name}"`).join();
const typed = (columns: object) => Object.entries(columns).map(([name, type]) => `"${name}" ${String(type)}`).join();
const assigned = Object.keys(REPORT).map((name) => `"${name}" = CASE WHEN $4::jsonb ? '${name}' THEN given."${name}" ELSE r."${name}" END`).join();

/**
 * One statement, and so all of it or nothing: the report as long as its reader's word on it holds, the call with what was
 * said in it, what became of its files, and the word to open pages. A report takes ten steps and more, and each question
 * to the database costs as much as the step.
 */
const STEP = `/* kept as report_step */
  WITH moved AS (
    UPDATE "Report" r SET ${assigned} FROM jsonb_to_record($4::jsonb) AS given(${typed(REPORT)})
     WHERE r."id" = $1::uuid AND r."state" = $2::"ReportState" AND r."attempts" = $3::integer
    RETURNING r."id"
  ), kept AS (
    INSERT INTO "HotlineCall" (${quoted(CALL)}, "sealedRequest", "sealedResponse")
    SELECT given.*, $6::bytea, $7::bytea FROM moved, jsonb_to_record($5::jsonb) AS given(${typed(CALL)}) WHERE $5::jsonb IS NOT NULL
  ), arrived AS (
    UPDATE "ReportFile" f
       SET "hotlineFileId" = CASE WHEN $8::jsonb ? 'hotlineFileId' THEN $8::jsonb ->> 'hotlineFileId' ELSE f."hotlineFileId" END,
           "describedAt" = CASE WHEN $8::jsonb ? 'describedAt' THEN ($8::jsonb ->> 'describedAt')::timestamptz ELSE f."describedAt" END
      FROM moved WHERE f."reportId" = moved."id" AND $8::jsonb IS NOT NULL AND ($8::jsonb -> 'id' IS NULL OR f."id" = ($8::jsonb ->> 'id')::uuid)
  )
  SELECT pg_notify($9, $10) IS NULL AS told FROM moved`;

/** What becomes of the report's files: of one, or of all of them where no id is given. */
export type FileChange = NonNullable<Change['file']> | { readonly hotlineFileId: null; readonly describedAt: null };

interface Written {
  readonly report: Pick<FiledReport, 'id' | 'state' | 'attempts'>;
  readonly set: NonNullable<Change['set']> & { readonly state: ReportState; readonly updatedAt: Date };
  readonly call: CallRow | undefined;
  readonly files: FileChange | undefined;
}

/** @throws Superseded when somebody else moved the report meanwhile; nothing was written then. */
export async function writeStep(tx: Pick<Tx | PrismaClient, '$queryRawUnsafe'>, { report, set, call, files }: Written): Promise<void> {
  const json = (value: object | undefined) => value && JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? toWellFormed(each) : each));
  const plain = call && { ...call, sealedRequest: undefined, sealedResponse: undefined };
  const [channel, word] = announcementOf('report', report.id);
  const rows = await tx.$queryRawUnsafe<unknown[]>(STEP, report.id, report.state, report.attempts, json(set), json(plain) ?? null, call?.sealedRequest ?? null, call?.sealedResponse ?? null, json(files) ?? null, channel, word);
  if (rows.length === 0) throw new Superseded(report.id);
}
