import { readFile } from 'node:fs/promises';

export interface MarkedPage {
  readonly path: string;
  readonly found: string;
  readonly wanted: string;
}

/** A page of which the part between two marks is written from the code; everything around it is written by hand. */
export async function markedPage(path: string, [begin, end]: readonly [string, string], part: string): Promise<MarkedPage> {
  const found = await readFile(path, 'utf8');
  const [before, rest] = found.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${path} has lost the marks between which code writes: ${begin} and ${end}`);
  return { path, found, wanted: `${before}${begin}\n${part}\n${end}${after}` };
}
