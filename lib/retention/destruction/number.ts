import type { Ctx } from '@/lib/db';

/** The words for a destruction: D-2026-00003, the year in which it was asked for and a running number. */
export async function nextNumber({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>): Promise<string> {
  const [row] = await tx.$queryRaw<{ n: bigint }[]>`SELECT nextval('destruction_number') AS n`;
  return `D-${clock.now().getUTCFullYear()}-${String(row?.n ?? 0n).padStart(5, '0')}`;
}
