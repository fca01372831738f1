import type { PrismaClient } from '@/lib/db';
import { removePackage } from '@/lib/referral';

/** Removes every package that was made of a case: what they are sealed from is destroyed. What is not there is no error. */
export async function dropPackages(client: PrismaClient, caseId: string): Promise<void> {
  for (const { id } of await client.referral.findMany({ where: { caseId }, select: { id: true } })) await removePackage(id);
}
