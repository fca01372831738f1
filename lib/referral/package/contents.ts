import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { PrismaClient } from '@/lib/db';
import { type Clock, config } from '@/lib/kernel';
import { casePart } from '../documents/case-uco';
import { CHECKPOINT_PATH, custodyParts, settleCustody } from '../documents/custody';
import { simpleParts } from '../documents/simple';
import { verifyWords } from '../documents/verify-words';
import type { ReferralFacts } from '../facts';
import { gatherFacts } from '../gather/gather';
import { timeStamp } from '../time-stamp';
import type { BagOptions } from './bag/bag';
import { originalParts } from './originals';
import type { Part } from './part';
import { CannotPack, NotYet } from './why-failed';

export interface ContentsTools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  /** What the package's signature is checked with, in PEM. */
  readonly publicKey: string;
  readonly signal: AbortSignal;
  /** How often the log is looked at for places, a fifth of a second apart; half a minute where nothing is said. */
  readonly looks?: number;
}

/** Its fonts and tables take more memory than the rest of packing, and a worker may never come to pack anything. */
const pdfWriter = () => import('../documents/pdf');

/** Everything that a referral's package holds, in its order. */
export interface PackageContents {
  readonly facts: ReferralFacts;
  readonly parts: readonly Part[];
  readonly stamp: BagOptions['stamp'];
}

/** The authority's answer to some bytes, where one is configured and answers; without it the package is whole all the same, and says that it has none. */
async function stamped(bytes: string | Uint8Array, signal: AbortSignal): Promise<Uint8Array | null> {
  const { TIMESTAMP_URL: url } = config();
  if (!url) return null;
  const answer = await timeStamp(createHash('sha256').update(bytes).digest(), { url, signal });
  return answer.ok ? answer.value.answer : null;
}

const LOG_BEHIND = 'The audit log is behind: what was done last cannot be proven yet. Whoever runs the desk looks why the worker gives the log’s entries no places.';

/** The events of the custody log with their places in the log. @throws NotYet when the log is so far behind that a later try is better. */
async function settled(facts: ReferralFacts, { client, signal, looks }: ContentsTools): Promise<ReferralFacts> {
  const custody = await settleCustody(client, facts.custody, signal, looks);
  if (!custody.ok) throw new NotYet(custody.problem.safeMessage, LOG_BEHIND);
  return { ...facts, custody: custody.value };
}

async function bagParts(facts: ReferralFacts, { client, publicKey, signal }: ContentsTools): Promise<Part[]> {
  const custody = await custodyParts(facts, client);
  const checkpoint = custody.find(({ path }) => path === CHECKPOINT_PATH)?.content;
  if (typeof checkpoint !== 'string') throw new Error('The custody log came without a checkpoint.');
  const stamp = await stamped(checkpoint, signal);
  return [
    { path: 'data/report.pdf', content: async () => (await pdfWriter()).pdfOf(facts) },
    casePart(facts),
    ...originalParts(facts),
    ...custody,
    ...(stamp ? [{ path: 'checkpoint.tsr', content: () => Promise.resolve(Readable.from([stamp])) }] : []),
    { path: 'signing-key.pem', content: publicKey },
    { path: 'VERIFY.txt', content: verifyWords(facts) },
  ];
}

const plainParts = (facts: ReferralFacts): Part[] => [...simpleParts(facts), { path: 'report.pdf', content: async () => (await pdfWriter()).pdfOf(facts) }, ...originalParts(facts)];

/**
 * What a released referral's package is made of: the facts as they were agreed to, and all that is written from them.
 * @throws CannotPack when they are not what was agreed to, or not whole; Error when a later try may go better.
 */
export async function contentsOf(tools: ContentsTools, referralId: string): Promise<PackageContents> {
  const gathered = await gatherFacts(tools, referralId);
  if (!gathered.ok) throw new CannotPack({ code: 'facts', words: gathered.problem.safeMessage });
  const facts = await settled(gathered.value, tools);
  const parts = facts.referral.profile === 'full' ? await bagParts(facts, tools) : plainParts(facts);
  return { facts, parts, stamp: config().TIMESTAMP_URL ? (tagManifest) => stamped(tagManifest, tools.signal) : undefined };
}
