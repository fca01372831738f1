import { unwalled } from '@/lib/access';
import { record, serveKey, serveProof } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { destructionStatement } from '../schema';
import { targetOf } from './find';
import { hashOfStatement } from './statement';

export interface Certificate {
  readonly name: string;
  readonly text: string;
}

interface Proven {
  readonly eventId: string;
  readonly leaf: string;
  readonly proof: string | null;
  readonly verifierKey: string | null;
}

/** The entry that says that the keys were destroyed, its leaf word for word, and where it stands in the log; null before it is placed. */
async function provenOf({ tx, actor }: Ctx<PersonActor>, destructionId: string): Promise<Proven> {
  const [event] = await tx.$queryRaw<{ id: string; leaf: Uint8Array }[]>`
    SELECT "id", "leaf" FROM "AuditEvent" WHERE "action" = 'destruction.executed' AND "targets" @> ${JSON.stringify([{ type: 'destruction', id: destructionId }])}::jsonb ORDER BY "at" LIMIT 1`;
  if (!event) throw new Error('Keys were destroyed without an entry that says so.');
  const [proof, key] = [await serveProof(actor, event.id), await serveKey()];
  return { eventId: event.id, leaf: Buffer.from(event.leaf).toString('utf8'), proof: proof.ok ? proof.value : null, verifierKey: key.ok ? key.value.trim() : null };
}

const HOW_TO_CHECK =
  'statedSha256 is the SHA-256 of "stated" as JSON with its keys in order and nothing between them (jq -cjS .stated FILE | sha256sum). ' +
  'The same value stands in log.leaf as statementSha256; log.proof shows that this leaf is in the audit log.';

/**
 * The certificate of a destruction as a file: what is gone with its hashes, who asked and who agreed, when, as it was stated
 * when the keys went; under which keys earlier backups hold it; and the log's proof of the entry that binds the statement. It
 * can be had as soon as the keys are gone; the proof is in it once the entry has its place in the log, and the end of all
 * backups once that is so.
 */
export async function certificateOf(ctx: Ctx<PersonActor>, { destructionId }: { destructionId: string }): Promise<Result<Certificate>> {
  const { tx, actor } = ctx;
  const found = await tx.destruction.findFirst({ where: { id: destructionId, case: unwalled(actor) } });
  if (!found) return fail('not_found', 'There is no such destruction.');
  if (!found.destroyedAt) return fail('conflict', 'Nothing is destroyed yet, so there is nothing to certify.');
  const stated = destructionStatement.parse(found.certificate);
  const certificate = {
    form: 'watchkeeper certificate of destruction, version 1',
    stated,
    statedSha256: hashOfStatement(stated),
    howToCheck: HOW_TO_CHECK,
    removedAt: found.doneAt,
    backups: {
      wrappedUnder: found.kekIds,
      beyondRestoreAt: found.beyondRestoreAt,
      words: found.beyondRestoreAt
        ? 'None of the keys that earlier backups were wrapped under is in use any more: no backup opens what is listed here.'
        : 'A backup of the database from before still holds wrapped keys, and at least one key that unwraps them is in use. This ends when those keys are retired.',
    },
    log: await provenOf(ctx, destructionId),
  };
  await record(ctx, { action: 'destruction.certificate_read', details: {}, caseId: found.caseId, targets: [targetOf(found)] });
  return ok({ name: `${found.number}.json`, text: `${JSON.stringify(certificate, null, 2)}\n` });
}
