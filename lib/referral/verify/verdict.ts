import { type Finding, type FindingCode, finding, isFault } from './findings';

/** Something that has to be found right in a package, by the file that it is said of, and in words what is proven by it. */
export interface Owed {
  readonly code: FindingCode;
  readonly file: string;
  readonly what: string;
}

/**
 * The findings, and after them what was owed and nobody found. That nothing was found wrong is not enough to call a package
 * whole: a check that could not be made finds nothing wrong either. With a fault among them there is nothing to add.
 */
export async function* judged(findings: AsyncIterable<Finding>, owed: readonly Owed[]): AsyncGenerator<Finding> {
  const open = new Set(owed);
  for await (const found of findings) {
    yield found;
    if (isFault(found)) open.clear();
    for (const each of open) if (each.code === found.code && each.file === found.file) open.delete(each);
  }
  for (const { file, what } of open) yield finding('unproven', file, what);
}
