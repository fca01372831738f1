import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { PrismaClient } from '@/lib/db';
import { type Clock, config } from '@/lib/kernel';
import { casePart } from '../documents/case-uco';
import { CHECKPOINT_PATH, custodyParts, settleCustody } from '../documents/custody';
import { pdfOf } from '../documents/pdf';
import { simpleParts } from '../documents/simple';
import { verifyWords } from '../documents/verify-words';
import type { ReferralFacts } from '../facts';
import { gatherFacts } from '../gather/gather';
import { timeStamp } from '../time-stamp';
import type { BagOptions } from './bag/bag';
import { TAG_MANIFEST } from './bag/texts';
import { originalParts } from './originals';
import type { Part } from './part';
import { CannotPack } from './why-failed';

export interface ContentsTools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  /** What the package's signature is checked with, in PEM. */
  readonly publicKey: string;
  readonly signal: AbortSignal;
}

/** Everything that a referral's package holds, in its order. */
export interface PackageContents {
  readonly facts: ReferralFacts;
  readonly parts: readonly Part[];
  readonly seals: NonNullable<BagOptions['seals']>;
}

/** The time-stamp of some bytes as a file, where an authority is configured and answers; without one the package is whole all the same. */
async function stamped(path: string, bytes: string | Uint8Array, signal: AbortSignal): Promise<{ path: string; content: Uint8Array }[]> {
  const { TIMESTAMP_URL: url } = config();
  if (!url) return [];
  const answer = await timeStamp(createHash('sha256').update(bytes).digest(), { url, signal });
  return answer.ok ? [{ path: `${path}.tsr`, content: answer.value.answer }] : [];
}

/** The events of the custody log with their places in the log. @throws Error when the log is so far behind that a later try is better. */
async function settled(facts: ReferralFacts, { client, signal }: ContentsTools): Promise<ReferralFacts> {
  const custody = await settleCustody(client, facts.custody, signal);
  if (!custody.ok) throw new Error(custody.problem.safeMessage);
  return { ...facts, custody: custody.value };
}

async function bagParts(facts: ReferralFacts, { client, publicKey, signal }: ContentsTools): Promise<Part[]> {
  const custody = await custodyParts(facts, client);
  const checkpoint = custody.find(({ path }) => path === CHECKPOINT_PATH)?.content;
  if (typeof checkpoint !== 'string') throw new Error('The custody log came without a checkpoint.');
  const [stamp] = await stamped('checkpoint', checkpoint, signal);
  return [
    { path: 'data/report.pdf', content: () => Promise.resolve(pdfOf(facts)) },
    casePart(facts),
    ...originalParts(facts),
    ...custody,
    ...(stamp ? [{ path: stamp.path, content: () => Promise.resolve(Readable.from([stamp.content])) }] : []),
    { path: 'signing-key.pem', content: publicKey },
    { path: 'VERIFY.txt', content: verifyWords(facts) },
  ];
}

const plainParts = (facts: ReferralFacts): Part[] => [...simpleParts(facts), { path: 'report.pdf', content: () => Promise.resolve(pdfOf(facts)) }, ...originalParts(facts)];

/**
 * What a released referral's package is made of: the facts as they were agreed to, and all that is written from them.
 * @throws CannotPack when they are not what was agreed to, or not whole; Error when a later try may go better.
 */
export async function contentsOf(tools: ContentsTools, referralId: string): Promise<PackageContents> {
  const gathered = await gatherFacts(tools, referralId);
  if (!gathered.ok) throw new CannotPack({ code: 'facts', words: gathered.problem.safeMessage });
  const facts = await settled(gathered.value, tools);
  const parts = facts.referral.profile === 'full' ? await bagParts(facts, tools) : plainParts(facts);
  return { facts, parts, seals: (tagManifest) => stamped(TAG_MANIFEST, tagManifest, tools.signal) };
}
