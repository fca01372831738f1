import { type OpenBag, readWhole } from './bag';
import { type Finding, finding } from './findings';
import type { Manifest } from './manifest';

const TABLE = 'files.csv';
const FOLDER = 'files/';

/** The lines of a table in which every cell is quoted (RFC 4180), or undefined where one is not. */
function readTable(text: string): string[][] | undefined {
  const lines: string[][] = [];
  let line: string[] = [];
  const cell = /"((?:[^"]|"")*)"(,|\r\n)/y;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; at = cell.lastIndex) {
    cell.lastIndex = at;
    const [, value, end] = cell.exec(text) ?? [];
    if (value === undefined) return undefined;
    line.push(value.replaceAll('""', '"'));
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  return line.length === 0 ? lines : undefined;
}

/** Whether the table of files gives each file the hash that the manifest has for it, and leaves none out. */
export async function checkTables(bag: OpenBag, { hashes }: Manifest): Promise<Finding[]> {
  const file = bag.files.get(TABLE);
  const bytes = file && (await readWhole(file));
  if (!file) return [];
  const [head, ...rows] = readTable(bytes?.toString('utf8') ?? '') ?? [];
  const [path, sha256] = [head?.indexOf('path') ?? -1, head?.indexOf('sha256') ?? -1];
  if (path < 0 || sha256 < 0 || new Set(head).size !== head?.length) return [finding('document', TABLE, 'it is no table with columns path and sha256')];
  const findings: Finding[] = [];
  const told = new Set<string>();
  for (const row of rows) {
    const [name = '', hash = ''] = [row[path], row[sha256]];
    // Of a package without files the table has the hashes alone.
    if (name === '') continue;
    told.add(name);
    if (!hashes.has(name)) findings.push(finding('tells_of_none', TABLE, name));
    else if (hashes.get(name) !== hash) findings.push(finding('hash_differs', TABLE, name));
  }
  const files = [...hashes.keys()].filter((each) => each.startsWith(FOLDER));
  findings.push(...files.filter((each) => !told.has(each)).map((each) => finding('undescribed', TABLE, each)));
  return findings.length > 0 ? findings : [finding('good_document', TABLE, `It gives all ${files.length} files the hashes that the manifest has.`)];
}
