import { openText, sealText, unwrapKey } from '@/lib/evidence';
import type { ReportFacts } from '@/lib/hotlines';
import type { AssembledReport, FiledFile } from './assemble';

/** The report's first item: its key is what the report is sealed under. */
type SealedItem = Parameters<typeof unwrapKey>[0] & { readonly id: string };

const binding = (reportId: string) => ({ purpose: 'report', id: reportId });

/** What is filed is what was assembled at the click: it is kept sealed under the item's key until then, and after. */
export function sealReport(item: Omit<SealedItem, 'id'>, reportId: string, assembled: AssembledReport): Uint8Array<ArrayBuffer> {
  return sealText(unwrapKey(item), binding(reportId), JSON.stringify(assembled, markDate));
}

/** Reports of earlier versions went to NCMEC only and were kept without the facts behind them. */
export type OpenedReport = Omit<AssembledReport, 'facts'> & { readonly facts: ReportFacts | null };

type EarlierFile = Partial<FiledFile> & Pick<FiledFile, 'name' | 'contentType' | 'details'>;

/** @throws BrokenSeal when the stored report was changed or moved. */
export function openReport(item: SealedItem, reportId: string, sealed: Uint8Array): OpenedReport {
  const text = openText(unwrapKey(item), binding(reportId), sealed);
  const { facts = null, report, files } = JSON.parse(text, reviveDate) as { facts?: ReportFacts; report: AssembledReport['report']; files: readonly EarlierFile[] };
  return { facts, report, files: files.map((file) => ({ kind: 'media', itemId: item.id, ...file }) as FiledFile) };
}

/** A moment in JSON looks like any text, and platforms send texts that look like moments. */
const DATE = '$date';

function markDate(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  return this[key] instanceof Date ? { [DATE]: value } : value;
}

function reviveDate(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, DATE)) return value;
  return new Date(String((value as Readonly<Record<string, unknown>>)[DATE]));
}
