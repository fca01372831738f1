import { type CoverageRow, coverageRows } from '@/lib/hotlines';
import { type MarkedPage, markedPage } from './marked-page';

const PAGE = 'docs/ncmec-coverage.md';
const MARKS = ['<!-- tables: written by `npm run ncmec:page` from lib/hotlines/ncmec/coverage.ts -->', '<!-- end of tables -->'] as const;

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
export function ncmecPage(): Promise<MarkedPage> {
  return markedPage(PAGE, MARKS, `\n${coverageTables()}`);
}
