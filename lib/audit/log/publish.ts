import type { transact } from '@/lib/db';
import { checkpointText } from './checkpoint';
import { rootOf } from './growth';
import { signNote } from './note';
import type { NoteSigner } from './note-keys';
import { readEdge } from './sequence';

type Client = Parameters<typeof transact>[0];

/**
 * Signs what the log has grown to and makes it public, unless that was done. Signing may ask a service elsewhere, so it
 * happens between transactions: a log that has grown without its checkpoint gets one with the next call.
 * @returns the size of the newest checkpoint.
 */
export async function publish(client: Client, signer: NoteSigner): Promise<number> {
  const edge = await readEdge(client);
  if (edge.size === 0) return 0;
  const root = rootOf(edge);
  if (!root || (await client.auditCheckpoint.findUnique({ where: { size: BigInt(edge.size) }, select: { size: true } }))) return edge.size;
  const note = await signNote(checkpointText({ origin: signer.name, size: edge.size, root }), signer);
  // Two who sign the same size sign the same root: the first one's note stands, and the key that it is checked with.
  await client.$executeRaw`
    WITH made AS (
      INSERT INTO "AuditCheckpoint" ("size", "root", "note", "at") VALUES (${BigInt(edge.size)}, ${root}, ${note}, clock_timestamp()) ON CONFLICT DO NOTHING RETURNING 1
    )
    UPDATE "AuditTree" SET "verifierKey" = ${signer.verifierKey} WHERE EXISTS (SELECT 1 FROM made) AND "verifierKey" IS DISTINCT FROM ${signer.verifierKey}`;
  return edge.size;
}
