import { rm } from 'node:fs/promises';
import type { ReferralFacts } from '../facts';
import { type BagOptions, type Contents, bagEntries, plainEntries } from './bag/bag';
import { settlePackage, unfinishedPath } from './folder';
import type { Part } from './part';
import type { Sealed } from './seal/messages';
import type { Recipient } from './seal/recipient';
import { sealToFile } from './seal/seal-to-file';
import type { PackageSigner } from './signing-key';
import { zipOf } from './zip/zip';

export interface MakeOptions {
  readonly facts: Pick<ReferralFacts, 'referral'>;
  readonly parts: readonly Part[];
  readonly recipient: Recipient;
  readonly signer: Pick<PackageSigner, 'sign'>;
  readonly stamp?: BagOptions['stamp'];
  readonly signal: AbortSignal;
}

export interface MadePackage extends Sealed, Contents {}

/** What bag-info.txt says of a referral: whom it is from, whom to ask, and what it is called. */
function labelsOf({ referral: { number, caseNumber, provider, madeAt, isTest, agency } }: MakeOptions['facts']): BagOptions['labels'] {
  return [
    ['Source-Organization', provider.name],
    ['Contact-Name', provider.contact],
    ['Contact-Email', provider.email],
    ['Contact-Phone', provider.phone],
    ['External-Identifier', number],
    ['External-Description', `Referral ${number} of case ${caseNumber} to ${agency.name}`],
    ['Internal-Sender-Identifier', caseNumber],
    ['Bagging-Date', madeAt.toISOString().slice(0, 10)],
    ['Bag-Software-Agent', 'Watchkeeper'],
    ['Test-Mode', isTest ? 'This describes no real incident.' : null],
  ];
}

/**
 * Makes a referral's package: the files counted, hashed, put in a ZIP and sealed for the recipient in one pass, to a file of
 * its own that takes its place when it is whole and durable. The open form never touches a disk, and memory does not grow
 * with the package. What fails or is stopped leaves nothing behind; what crashes leaves a file that `removeUnfinished` knows.
 * @throws UnreadablePart, NotAsRecorded; the signal's reason; what the disk or the sealing fails with.
 */
export async function makePackage({ facts, parts, recipient, signer, stamp, signal }: MakeOptions): Promise<MadePackage> {
  const { id, number, madeAt, profile } = facts.referral;
  const entries = profile === 'full' ? bagEntries(parts, { labels: labelsOf(facts), sign: signer.sign, ...(stamp && { stamp }) }) : plainEntries(parts);
  let contents: Contents | undefined;
  async function* counted(): AsyncGenerator<Uint8Array> {
    contents = yield* zipOf(entries, { folder: number, at: madeAt });
  }

  const file = await unfinishedPath(id);
  try {
    const sealed = await sealToFile(file, recipient, counted(), signal);
    if (!contents) throw new Error('The package ended before its manifest.');
    signal.throwIfAborted();
    await settlePackage(file, id);
    return { ...sealed, ...contents };
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}
