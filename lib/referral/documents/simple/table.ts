import { Readable } from 'node:stream';
import { csvCell } from '@/lib/audit';
import type { Part } from '../../package/part';

/** What stands in a cell; nothing where it is null. */
export type CellValue = string | number | boolean | Date | null;

/** How a cell of each column is read from what a row is about. */
export type Columns<T> = Readonly<Record<string, (row: T) => CellValue>>;

const BATCH = 200;

function textOf(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

const lineOf = (values: readonly CellValue[]): string => `${values.map((value) => csvCell(textOf(value))).join(',')}\r\n`;

function* textsOf<T>(columns: Columns<T>, rows: Iterable<T>): Generator<string> {
  // The mark at the beginning is what tells spreadsheets that this is UTF-8: without it, they show names of half the world
  // as rubbish. Programs that read tables know it and skip it.
  let text = `\ufeff${lineOf(Object.keys(columns))}`;
  let count = 0;
  for (const row of rows) {
    text += lineOf(Object.values(columns).map((read) => read(row)));
    if (++count % BATCH !== 0) continue;
    yield text;
    text = '';
  }
  if (text) yield text;
}

/**
 * A table as RFC 4180 has it: the names of its columns, then a line a row, every cell quoted. What a spreadsheet would run
 * as a formula is kept from it (lib/audit/review/csv.ts). Written as it is read, so that it may be of any length.
 */
export function tablePart<T>(path: string, columns: Columns<T>, rows: () => Iterable<T>): Part {
  return { path, content: () => Promise.resolve(Readable.from(textsOf(columns, rows()), { objectMode: false })) };
}
