import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Decrypter } from 'age-encryption';
import { decrypt, readMessage, readPrivateKey } from 'openpgp';
import { fileSigner, sequence } from '@/lib/audit';
import type { TestDatabase } from '@/lib/db/testing';
import { config } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { approveReferral, releaseReferral, submitReferral } from '../../request';
import type { ReferralScene } from '../../testing/scene';
import { type Finding, isFault, verifyPackage } from '../../verify';
import { packReferral } from '../pack';

/** How often the log is given its places while a package waits for them. */
const SEQUENCE_EVERY_MS = 20;

/** Where a referral's sealed package lies. */
export const sealedPath = (referralId: string): string => join(config().DATA_DIR, 'referrals', `${referralId}.sealed`);

/** Has a draft of the scene submitted, agreed to by the supervisor and released: it waits for its package then. */
export async function release({ client }: TestDatabase, { desk, asker, supervisor, releaser }: ReferralScene, referralId: string): Promise<void> {
  must(await desk.as(asker, (ctx) => submitReferral(ctx, { referralId })));
  const { agreedDigest } = await client.referral.findUniqueOrThrow({ where: { id: referralId } });
  must(await desk.as(supervisor, (ctx) => approveReferral(ctx, { referralId, agreedDigest: Buffer.from(agreedDigest ?? []).toString('hex') })));
  must(await desk.as(releaser, (ctx) => releaseReferral(ctx, { referralId })));
}

/** Packs a released referral as the worker does, the log's sequencer beside it. */
export async function pack(database: TestDatabase, { tools }: ReferralScene, referralId: string, signal = new AbortController().signal, attempt = 1): Promise<void> {
  const over = new AbortController();
  const signer = fileSigner();
  const placing = (async () => {
    while (!over.signal.aborted) {
      await sequence(database.client, signer);
      await pause(SEQUENCE_EVERY_MS, undefined, { signal: over.signal }).catch(() => undefined);
    }
  })();
  try {
    await packReferral({ ...tools, databaseUrl: database.url }, referralId, signal, attempt);
  } finally {
    over.abort();
    await placing;
  }
}

/** Opens a sealed package to a ZIP, as its agency does, with the agency's private key. */
export async function unseal(referralId: string, privateKey: string, zip: string): Promise<void> {
  const sealed = createReadStream(sealedPath(referralId));
  if (privateKey.startsWith('AGE-SECRET-KEY-')) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(privateKey);
    const opened = await decrypter.decrypt(Readable.toWeb(sealed) as ReadableStream<Uint8Array>);
    // The same streams, of which the browser's types and Node's say different things.
    await pipeline(Readable.fromWeb(opened as unknown as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(zip));
    return;
  }
  const message = await readMessage({ binaryMessage: await buffer(sealed) });
  const opened = await decrypt({ message, decryptionKeys: await readPrivateKey({ armoredKey: privateKey }), format: 'binary' });
  await pipeline([opened.data as unknown as Uint8Array], createWriteStream(zip));
}

/** What the verifier finds wrong with a package. */
export async function faultsOf(zip: string): Promise<Finding[]> {
  const faults: Finding[] = [];
  for await (const finding of verifyPackage(zip)) if (isFault(finding)) faults.push(finding);
  return faults;
}
