import { readFile } from 'node:fs/promises';
import { type CoverageRow, coverageRows } from '@/lib/hotlines';

const PAGE = 'docs/ncmec-coverage.md';
const [BEGIN, END] = ['<!-- tables: written by `npm run ncmec:page` from lib/hotlines/ncmec/coverage.ts -->', '<!-- end of tables -->'];

/** The part of the document that a row belongs to: `report/victim`, or `fileDetails` as a whole. */
function partOf({ path }: CoverageRow): string {
  const [root = '', part = ''] = path.split(/[/@]/);
  return root === 'fileDetails' ? root : `${root}/${part}`;
}

function row({ path, source }: CoverageRow, part: string): string {
  const name = path === part ? path.slice(path.lastIndexOf('/') + 1) : path.slice(part.length).replace(/^\//, '');
  return `| \`${name}\` | ${typeof source === 'string' ? source : `*never*: ${source.never}`} |`;
}

function table(part: string, rows: readonly CoverageRow[]): string {
  return [`## ${part}`, '', '| Element | Filled from |', '|---|---|', ...rows.map((one) => row(one, part)), ''].join('\n');
}

/** One table for each part of a report, and one for the description of a file. */
export function coverageTables(): string {
  const all = coverageRows();
  return [...new Set(all.map(partOf))].map((part) => table(part, all.filter((one) => partOf(one) === part))).join('\n');
}

/** The page with the tables as the code has them now. Everything around them is written by hand. */
export async function ncmecPage(): Promise<{ readonly path: string; readonly found: string; readonly wanted: string }> {
  const found = await readFile(PAGE, 'utf8');
  const [before, rest] = found.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has lost the marks between which the tables stand: ${BEGIN} and ${END}`);
  return { path: PAGE, found, wanted: `${before}${BEGIN}\n\n${coverageTables()}\n${END}${after}` };
}
