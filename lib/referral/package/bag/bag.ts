import { createHash } from 'node:crypto';
import type { Part } from '../part';
import { type Entry, countedPart, wholeEntry } from './counted';
import { checkPath } from './paths';
import { BAGIT, type Listed, MANIFEST, TAG_MANIFEST, bagInfo, manifestOf } from './texts';

type Parts = AsyncIterable<Part> | Iterable<Part>;

/** What is known of a package when its last file has gone. */
export interface Contents {
  readonly fileCount: number;
  /** Of the file that names all others: of a bag its tag manifest, otherwise its manifest. */
  readonly manifestSha256: string;
}

export interface BagOptions {
  /** Of bag-info.txt, but for the count of the payload. */
  readonly labels: readonly (readonly [label: string, value: string | null])[];
  /** A detached signature over the bytes of the tag manifest. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** Files that can only be made of the finished tag manifest, for example its time-stamp. */
  readonly seals?: (tagManifest: Uint8Array) => Promise<readonly { readonly path: string; readonly content: Uint8Array }[]>;
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const listedText = (path: string, text: string): Listed => ({ path, sha256: sha256(text), byteSize: Buffer.byteLength(text) });

/** Two names that differ by case alone would be one file on half of the machines that unpack them. */
function checkNew(known: Set<string>, path: string): void {
  checkPath(path);
  const folded = path.normalize('NFC').toLowerCase();
  if (known.has(folded)) throw new Error(`Two files of a package are called ${path}.`);
  known.add(folded);
}

/**
 * The files of a BagIt bag (RFC 8493) in the one order in which a single pass makes it: what is delivered, then what counts
 * it, then what names it all. Whoever takes an entry reads it to its end before asking for the next. The signature and
 * what else is made of the tag manifest stand outside of it, as the RFC allows.
 */
export async function* bagEntries(parts: Parts, { labels, sign, seals }: BagOptions): AsyncGenerator<Entry, Contents> {
  const [payload, tags]: [Listed[], Listed[]] = [[], []];
  const known = new Set<string>();
  for await (const part of parts) {
    checkNew(known, part.path);
    const entry = countedPart(part);
    yield entry;
    (part.path.startsWith('data/') ? payload : tags).push(entry.listed());
  }
  for (const [path, text] of [['bagit.txt', BAGIT], ['bag-info.txt', bagInfo(labels, payload)], [MANIFEST, manifestOf(payload)]] as const) {
    yield wholeEntry(path, text);
    tags.push(listedText(path, text));
  }
  const tagManifest = manifestOf(tags);
  const bytes = Buffer.from(tagManifest, 'utf8');
  const after = [{ path: TAG_MANIFEST, content: bytes }, { path: `${TAG_MANIFEST}.sig`, content: sign(bytes) }, ...((await seals?.(bytes)) ?? [])];
  for (const { path, content } of after) yield wholeEntry(path, content);
  return { fileCount: payload.length + tags.length + after.length, manifestSha256: sha256(tagManifest) };
}

/** The files of a package that is no bag, and last a manifest that names all others. */
export async function* plainEntries(parts: Parts): AsyncGenerator<Entry, Contents> {
  const listed: Listed[] = [];
  const known = new Set<string>();
  for await (const part of parts) {
    checkNew(known, part.path);
    const entry = countedPart(part);
    yield entry;
    listed.push(entry.listed());
  }
  const manifest = manifestOf(listed);
  yield wholeEntry(MANIFEST, manifest);
  return { fileCount: listed.length + 1, manifestSha256: sha256(manifest) };
}
