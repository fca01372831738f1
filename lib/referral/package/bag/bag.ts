import { createHash } from 'node:crypto';
import type { Part } from '../part';
import { type Entry, countedPart, wholeEntry } from './counted';
import { checkPath } from './paths';
import { BAGIT, type Listed, MANIFEST, NO_TIME_STAMP, TAG_MANIFEST, TIME_STAMP, TIME_STAMP_LABEL, bagInfo, manifestOf } from './texts';

type Parts = AsyncIterable<Part> | Iterable<Part>;

/** What is known of a package when its last file has gone. */
export interface Contents {
  readonly fileCount: number;
  /** Of the file that names all others: of a bag its tag manifest, otherwise its manifest. */
  readonly manifestSha256: string;
}

export interface BagOptions {
  /** Of bag-info.txt, but for the time-stamp and the count of the payload. */
  readonly labels: readonly (readonly [label: string, value: string | null])[];
  /** A detached signature: over the tag manifest, and over its time-stamp, in which not every byte is signed by its authority. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** Has the tag manifest time-stamped; null where the authority gave no time-stamp. Left out where none is asked. */
  readonly stamp?: (tagManifest: Uint8Array) => Promise<Uint8Array | null>;
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const listedText = (path: string, text: string): Listed => ({ path, sha256: sha256(text), byteSize: Buffer.byteLength(text) });

/** Two names that differ by case alone would be one file on half of the machines that unpack them. */
function checkNew(known: Set<string>, path: string): void {
  checkPath(path);
  const folded = path.normalize('NFC').toLowerCase();
  if (known.has(folded)) throw new Error(`Two files of a package are called ${path}.`);
  known.add(folded);
}

interface Closing {
  readonly texts: readonly (readonly [path: string, text: string])[];
  readonly tagManifest: Buffer;
}

/** The last files, of which one says what there is about the time-stamp. */
function closingOf(labels: BagOptions['labels'], payload: readonly Listed[], tags: readonly Listed[], timeStamp: string): Closing {
  const texts = [['bagit.txt', BAGIT], ['bag-info.txt', bagInfo([...labels, [TIME_STAMP_LABEL, timeStamp]], payload)], [MANIFEST, manifestOf(payload)]] as const;
  return { texts, tagManifest: Buffer.from(manifestOf([...tags, ...texts.map(([path, text]) => listedText(path, text))]), 'utf8') };
}

/**
 * The files of a BagIt bag (RFC 8493) in the one order in which a single pass makes it: what is delivered, then what counts
 * it, then what names it all. Whoever takes an entry reads it to its end before asking for the next. The signature and
 * what else is made of the tag manifest stand outside of it, as the RFC allows. The time-stamp is over a list of files of which
 * one says that it is there: so it is asked for with those words, and they are written when it came.
 */
export async function* bagEntries(parts: Parts, { labels, sign, stamp }: BagOptions): AsyncGenerator<Entry, Contents> {
  const [payload, tags]: [Listed[], Listed[]] = [[], []];
  const known = new Set<string>();
  for await (const part of parts) {
    checkNew(known, part.path);
    const entry = countedPart(part);
    yield entry;
    (part.path.startsWith('data/') ? payload : tags).push(entry.listed());
  }
  const hoped = closingOf(labels, payload, tags, TIME_STAMP);
  const token = stamp ? await stamp(hoped.tagManifest) : null;
  const { texts, tagManifest } = token ? hoped : closingOf(labels, payload, tags, stamp ? NO_TIME_STAMP.silent : NO_TIME_STAMP.unasked);
  const signed = (path: string, content: Uint8Array) => [[path, content], [`${path}.sig`, sign(content)]] as const;
  const after = [...texts, ...signed(TAG_MANIFEST, tagManifest), ...(token ? signed(TIME_STAMP, token) : [])];
  for (const [path, content] of after) yield wholeEntry(path, content);
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
