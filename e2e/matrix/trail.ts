import { expect } from '@playwright/test';
import { db } from '@/lib/db';
import type { Answer } from './call';

/** Where the trail stands, to tell what a call adds. */
export async function endOfTrail(): Promise<bigint> {
  return (await db().auditEvent.aggregate({ _max: { seq: true } }))._max.seq ?? 0n;
}

/**
 * Whether the trail, after `since`, holds the refusal: of this request, where its answer named one. A page that reads
 * several things at once is answered at the first refusal, while it still writes the others: only there is it waited for.
 */
export async function isOnTrail(since: bigint, { verdict, requestId }: Answer, permissions: readonly string[]): Promise<boolean> {
  const isThere = async (): Promise<boolean> => {
    const found = await db().auditEvent.findMany({ where: { seq: { gt: since }, action: 'access.refused', outcome: 'refused', requestId } });
    return found.some(({ details }) => {
      const { permission, code } = details as { permission: string; code: string };
      return code === verdict && permissions.includes(permission);
    });
  };
  if (requestId !== undefined) return isThere();
  return expect.poll(isThere, { timeout: 5_000, intervals: [25] }).toBe(true).then(() => true, () => false);
}
