import type { Problem, Result } from '@/lib/kernel';
import type { PrismaClient } from './generated/client';
import { Prisma } from './generated/client';
import type { Tx } from './context';

const ATTEMPTS = 5;

/** Carries a refused result out of Prisma's callback, which rolls back only on a throw. */
class Rollback extends Error {
  constructor(readonly problem: Problem) {
    super('rolled back');
  }
}

function isConflict(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') return true;
  const code = (error as { meta?: { driverAdapterError?: { cause?: { originalCode?: string } } } }).meta?.driverAdapterError?.cause?.originalCode;
  return code === '40001' || code === '40P01';
}

/**
 * Runs `work` in one transaction (read committed; verbs lock the rows they decide on). A failed Result rolls back
 * and is returned; serialization failures and deadlocks are tried again, everything else is thrown.
 */
export async function transact<T>(client: PrismaClient, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.$transaction(
        async (tx) => {
          const result = await work(tx);
          if (!result.ok) throw new Rollback(result.problem);
          return result;
        },
        { isolationLevel: 'ReadCommitted', maxWait: 10_000, timeout: 30_000 },
      );
    } catch (error) {
      if (error instanceof Rollback) return { ok: false, problem: error.problem };
      if (attempt >= ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}
