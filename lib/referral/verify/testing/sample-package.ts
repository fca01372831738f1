import { type KeyObject, generateKeyPairSync, sign } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { smallLog } from '@/lib/audit/testing';
import { caseJsonLd } from '../../documents/case-uco';
import { CHECKPOINT_PATH, CUSTODY_PATH, LOG_KEY_PATH, formatLine, proofPath } from '../../documents/custody/line';
import { simpleParts } from '../../documents/simple';
import { verifyWords } from '../../documents/verify-words';
import type { CustodyEntry, ExhibitFacts, ReferralFacts } from '../../facts';
import { type BagOptions, bagEntries, plainEntries } from '../../package/bag/bag';
import type { Entry } from '../../package/bag/counted';
import type { Part } from '../../package/part';
import { zipOf } from '../../package/zip/zip';
import { sampleBytes, sampleFacts } from '../../testing';

export const FOLDER = 'R-2026-00007';

/** A package that was made up, file by file, with the keys that it was made with. */
export interface Sample {
  readonly files: ReadonlyMap<string, Buffer>;
  /** In PEM. */
  readonly key: string;
  readonly logKey: string;
}

function custodyOf(facts: ReferralFacts): CustodyEntry[] {
  return facts.custody.map((entry, index) => ({ ...entry, index }));
}

async function custodyParts(entries: readonly CustodyEntry[]): Promise<{ parts: Part[]; logKey: string }> {
  const log = await smallLog('desk.example/audit', entries.map(({ leaf }) => leaf ?? new Uint8Array()));
  const parts: Part[] = [
    { path: CUSTODY_PATH, content: entries.map(formatLine).join('') },
    ...entries.map(({ eventId }, at) => ({ path: proofPath(eventId), content: log.proofs[at] ?? '' })),
    { path: CHECKPOINT_PATH, content: log.checkpoint },
    { path: LOG_KEY_PATH, content: `${log.verifierKey}\n` },
  ];
  return { parts, logKey: log.verifierKey };
}

const originals = (facts: ReferralFacts): Part[] =>
  facts.exhibits.flatMap(({ files }) => files.map((file) => ({ path: file.path ?? '', content: () => Promise.resolve(Readable.from([sampleBytes(file)])) })));

async function filesOf(entries: AsyncGenerator<Entry, unknown>): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for await (const entry of entries) files.set(entry.path, await buffer(entry.open()));
  return files;
}

export const drawKey = (): { privateKey: KeyObject; pem: string } => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { privateKey, pem: publicKey.export({ format: 'pem', type: 'spki' }).toString() };
};

/** A whole bag, written by what writes the real ones; `change` has its say before anything is named or signed. */
export async function sampleBag(change: (parts: Part[]) => readonly Part[] = (parts) => parts, stamp?: BagOptions['stamp']): Promise<Sample> {
  const facts = sampleFacts();
  const { privateKey, pem } = drawKey();
  const { parts, logKey } = await custodyParts(custodyOf(facts));
  const payload = [...originals(facts), { path: 'data/case.jsonld', content: caseJsonLd(facts) }, { path: 'data/report.pdf', content: '%PDF-1.4\n' }, ...parts];
  const tags = [{ path: 'signing-key.pem', content: pem }, { path: 'VERIFY.txt', content: verifyWords(facts) }];
  const files = await filesOf(bagEntries(change([...payload, ...tags]), { labels: [['External-Identifier', FOLDER]], sign: (bytes) => sign(null, bytes, privateKey), ...(stamp && { stamp }) }));
  return { files, key: pem, logKey };
}

/** A package of the simple kind: one manifest and no signature. */
export async function samplePlain(change: (facts: ReferralFacts) => ReferralFacts = (facts) => facts): Promise<ReadonlyMap<string, Buffer>> {
  const sample = sampleFacts();
  const moved = ({ files, ...exhibit }: ExhibitFacts) => ({ ...exhibit, files: files.map((file) => ({ ...file, path: `files/${file.name}.png` })) });
  const facts = { ...sample, exhibits: sample.exhibits.map(moved) };
  return filesOf(plainEntries([...simpleParts(change(facts)), { path: 'report.pdf', content: '%PDF-1.4\n' }, ...originals(facts)]));
}

/** Writes files as the ZIP that the desk makes of them. */
export async function writeZip(file: string, files: Iterable<readonly [path: string, bytes: Buffer]>, folder = FOLDER): Promise<void> {
  async function* entries() {
    for (const [path, bytes] of files) yield await Promise.resolve({ path, open: () => Readable.from([bytes]) });
    return { fileCount: 0, manifestSha256: '' };
  }
  await pipeline(zipOf(entries(), { folder, at: new Date('2026-11-23T09:00:00Z') }), createWriteStream(file));
}
