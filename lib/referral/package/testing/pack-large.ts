// Packs and seals files that lie in the evidence store, as the job does, and prints what that took: tsx … pack-large.ts LIST OUTPUT
// LIST is a JSON file (LargeTask). In a process of its own, so that what it takes in memory can be told from what tests take.
import { readFileSync, writeFileSync } from 'node:fs';
import { sampleFacts } from '../../testing/facts';
import { removePackage } from '../folder';
import { type MadePackage, makePackage } from '../make-package';
import { originalParts } from '../originals';
import type { Recipient } from '../seal/recipient';
import { packageSigner } from '../signing-key';

export interface LargeFile {
  readonly path: string;
  readonly byteSize: number;
  readonly sha256: string;
  readonly source: { readonly id: string; readonly address: string; readonly kekId: string; /** Base64. */ readonly wrappedKey: string };
}

export interface LargeTask {
  readonly recipient: Recipient;
  readonly files: readonly LargeFile[];
  /** Whether all of it is packed once before it is timed: so the disk's cache has as much room as it takes, as after a copy. */
  readonly isRehearsed: boolean;
}

export interface LargeAnswer {
  readonly made: MadePackage;
  readonly milliseconds: number;
  /** What the process took before it packed, and at most while it did. */
  readonly idleBytes: number;
  readonly peakBytes: number;
}

const [, , list = '', output = ''] = process.argv;
const { recipient, files, isRehearsed } = JSON.parse(readFileSync(list, 'utf8')) as LargeTask;
const facts = sampleFacts();
const [exhibit] = facts.exhibits;
const [file] = exhibit?.files ?? [];
if (!exhibit || !file) throw new Error('The sample has no file.');

async function pack(some: readonly LargeFile[]): Promise<{ made: MadePackage; milliseconds: number }> {
  const large = some.map((each) => ({ ...(file as typeof file & object), ...each, source: { ...each.source, wrappedKey: Buffer.from(each.source.wrappedKey, 'base64') } }));
  const all = { ...facts, exhibits: [{ ...(exhibit as typeof exhibit & object), files: large }] };
  const signer = packageSigner();
  const begin = performance.now();
  const made = await makePackage({ facts: all, parts: [...originalParts(all), { path: 'signing-key.pem', content: signer.publicKey }], recipient, signer, signal: new AbortController().signal });
  return { made, milliseconds: performance.now() - begin };
}

// Everything is loaded and warm before memory is looked at.
await pack(files.slice(0, 1));
const idleBytes = process.memoryUsage.rss();
let peakBytes = idleBytes;
const looking = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage.rss())), 20);
// What a rehearsal takes counts as well.
if (isRehearsed) await pack(files);
await removePackage(facts.referral.id);
const packed = await pack(files);
clearInterval(looking);
writeFileSync(output, JSON.stringify({ ...packed, idleBytes, peakBytes } satisfies LargeAnswer));
