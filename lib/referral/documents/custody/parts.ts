import { Readable } from 'node:stream';
import { awaitPlaces, openProver } from '@/lib/audit';
import type { PrismaClient } from '@/lib/db';
import { type Result, ok } from '@/lib/kernel';
import type { CustodyEntry, ReferralFacts } from '../../facts';
import type { Part } from '../../package/part';
import { CHECKPOINT_PATH, CUSTODY_PATH, LOG_KEY_PATH, formatLine, proofPath } from './line';

/**
 * The entries with their places in the log, once a signed checkpoint covers all of them: what was done a moment ago is
 * waited for, for half a minute at most. Answers `unavailable` when the log is further behind than that; then nothing is
 * packed, and whoever packs comes back later. Not within a transaction, since that would see no new place.
 * @throws AbortError when the signal says so.
 */
export async function settleCustody(client: PrismaClient, entries: readonly CustodyEntry[], signal: AbortSignal, looks?: number): Promise<Result<CustodyEntry[]>> {
  const placed = await awaitPlaces({ client, signal, ...(looks !== undefined && { looks }) }, entries.map(({ eventId }) => eventId));
  if (!placed.ok) return placed;
  return ok(entries.map((entry) => ({ ...entry, index: placed.value.get(entry.eventId) ?? null })));
}

function* linesOf(custody: readonly CustodyEntry[]): Generator<string> {
  for (const entry of custody) yield formatLine(entry);
}

/**
 * The chain of custody as files: the log's entries a line each, a proof for every one of them against one checkpoint, that
 * checkpoint, and the key it is signed with. Proofs are made when they are packed, one at a time, and checked before they
 * are given away. The custody of the facts has been settled (`settleCustody`).
 * @throws Error when an entry has no place under the checkpoint, or the log has none; while a proof is read, when the log is damaged.
 */
export async function custodyParts({ custody }: Pick<ReferralFacts, 'custody'>, client: PrismaClient): Promise<Part[]> {
  const prover = await openProver(client);
  if (!prover) throw new Error('the audit log has no checkpoint: nothing can be proven by it');
  const { checkpoint, verifierKey, size } = prover;
  // In the order of the log, where one entry's proof has most of the next one's.
  const proofs = custody.map(({ eventId, index, leafHash }) => {
    if (index === null || index >= size) throw new Error(`event ${eventId} is not covered by the checkpoint over ${size} entries`);
    return { index, path: proofPath(eventId), content: async () => Readable.from([await prover.prove(index, leafHash)], { objectMode: false }) };
  });
  proofs.sort((one, other) => one.index - other.index);
  return [
    { path: CUSTODY_PATH, content: () => Promise.resolve(Readable.from(linesOf(custody), { objectMode: false })) },
    ...proofs.map(({ path, content }) => ({ path, content })),
    { path: CHECKPOINT_PATH, content: checkpoint },
    { path: LOG_KEY_PATH, content: `${verifierKey}\n` },
  ];
}
