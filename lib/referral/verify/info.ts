import { type OpenBag, readWhole } from './bag';

/** What bag-info.txt says. */
export interface BagInfo {
  readonly labels: ReadonlyMap<string, string>;
  /** Lines, from 1, that cannot be read, or say once more what another said: readers differ in which they take. */
  readonly broken: readonly number[];
  /** Whether it is UTF-8. */
  readonly isText: boolean;
}

/** Labels of bag-info.txt, and what is wrong with its lines. A line that begins with a blank goes on from the one before. Undefined where it is not there. */
export async function readInfo(bag: OpenBag): Promise<BagInfo | undefined> {
  const file = bag.files.get('bag-info.txt');
  const bytes = file && (await readWhole(file));
  if (!bytes) return undefined;
  const text = bytes.toString('utf8');
  const labels = new Map<string, string>();
  const broken: number[] = [];
  let last: string | undefined;
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const [, label, value = ''] = /^([^\s:][^:]*):[ \t]*(.*)$/.exec(line) ?? [];
    if (label !== undefined && labels.has(label)) broken.push(at + 1);
    else if (label !== undefined) labels.set((last = label), value);
    else if (/^[ \t]+\S/.test(line) && last !== undefined) labels.set(last, `${labels.get(last)} ${line.trim()}`);
    else if (line !== '') broken.push(at + 1);
  }
  return { labels, broken, isText: Buffer.from(text, 'utf8').equals(bytes) };
}
