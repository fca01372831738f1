import { writeFile } from 'node:fs/promises';
import type { MarkedPage } from './marked-page';

/** Writes the part of a page that comes from the code, where it is behind. */
export async function writePage({ path, found, wanted }: MarkedPage): Promise<void> {
  if (found !== wanted) await writeFile(path, wanted);
  console.log(found === wanted ? `${path} is as the code has it.` : `${path} is written anew.`);
}
