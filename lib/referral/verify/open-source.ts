import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BagFile, NotRead, type OpenBag, wordsOf } from './bag';
import { type Finding, finding } from './findings';
import { openFolder } from './folder-source';
import { openingWords, sealOf } from './sealed';
import { readAt } from './zip-end';
import { openZip } from './zip-source';

/** Enough for every mark by which a file is told. */
const EDGE_BYTES = 64;
const MARKS_OF_A_ZIP = ['PK\x03\x04', 'PK\x05\x06'];

/** The first bytes of a file, and the last: a ZIP whose beginning was changed is a damaged ZIP, not something else. */
async function edgesOf(path: string, size: number): Promise<{ first: Buffer; last: Buffer }> {
  const handle = await open(path, 'r');
  try {
    const length = Math.min(size, EDGE_BYTES);
    return { first: await readAt(handle, 0, length), last: await readAt(handle, size - length, length) };
  } finally {
    await handle.close();
  }
}

const isZip = ({ first, last }: { first: Buffer; last: Buffer }) => {
  const [beginning, end] = [first.toString('latin1'), last.toString('latin1')];
  return MARKS_OF_A_ZIP.some((mark) => beginning.startsWith(mark)) || end.includes('PK\x05\x06');
};

/**
 * A package holds one folder with its number. Whoever unpacked it may give that folder or the one around it; what lies
 * beside it is no part of the package and is said to be.
 */
function within(bag: OpenBag): OpenBag {
  if (bag.files.has('bagit.txt') || bag.files.has('manifest-sha256.txt')) return bag;
  const roots = new Set([...bag.files.keys()].flatMap((path) => /^([^/]+)\/(?:bagit|manifest-sha256)\.txt$/.exec(path)?.[1] ?? []));
  const [root, second] = roots;
  if (root === undefined || second !== undefined) return bag;
  const findings: Finding[] = [];
  const files = new Map<string, BagFile>();
  for (const [path, file] of bag.files) {
    if (path.startsWith(`${root}/`)) files.set(path.slice(root.length + 1), { ...file, path: path.slice(root.length + 1) });
    else findings.push(finding('outside', path));
  }
  const inside = bag.findings.map((each) => (each.file.startsWith(`${root}/`) ? { ...each, file: each.file.slice(root.length + 1) } : each));
  return { ...bag, folder: root, files, findings: [...inside, ...findings] };
}

/**
 * Opens a package: the ZIP, or a folder that it was unpacked into.
 * @throws NotRead when there is nothing to judge: no such file, another kind of file, or one that is still sealed.
 */
export async function openSource(path: string): Promise<OpenBag> {
  const found = await stat(path).catch((error: unknown) => {
    throw new NotRead(`${path} cannot be read: ${wordsOf(error)}`);
  });
  if (found.isDirectory()) return within(await openFolder(path));
  if (!found.isFile()) throw new NotRead(`${path} is neither a file nor a folder.`);
  const edges = await edgesOf(path, found.size);
  if (isZip(edges)) return within(await openZip(path));
  const seal = sealOf(edges.first);
  if (seal) throw new NotRead(openingWords(seal, basename(path)));
  throw new NotRead(`${path} is neither a ZIP nor a sealed package. If it was sent in parts or by mail, ask for it once more.`);
}
