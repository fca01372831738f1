import type { OpenBag } from './bag';
import { type Finding, finding } from './findings';
import { limitOf } from './limits';

/**
 * What is too long to be read, and therefore compared with nothing. It is said here, of every file at once, so that no check
 * that finds nothing to read can keep silent about it.
 */
export function checkLengths({ files }: OpenBag): Finding[] {
  return [...files.values()].filter(({ path, byteSize }) => byteSize > (limitOf(path) ?? Infinity)).map(({ path, byteSize }) => finding('too_long', path, `${byteSize} bytes`));
}
