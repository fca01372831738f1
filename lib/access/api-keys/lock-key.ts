import type { ApiKey, Tx } from '@/lib/db';

/** The key's row, held until the transaction ends, so that a rotation and a revocation come one after the other. */
export async function lockKey(tx: Tx, id: string): Promise<ApiKey | null> {
  await tx.$queryRaw`SELECT 1 FROM "ApiKey" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.apiKey.findUnique({ where: { id } });
}
