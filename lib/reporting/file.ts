import type { PrismaClient } from '@/lib/db';
import { type Clock, type Ids, config } from '@/lib/kernel';
import { holdsOf } from './holds';
import { postgresLedger } from './ledger-postgres';
import { runMachine } from './machine';
import type { ReachOf } from './reach';

export interface FilingTools {
  readonly client: PrismaClient;
  readonly databaseUrl: string;
  readonly reach: ReachOf;
  readonly clock: Clock;
  readonly ids: Ids;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/**
 * Files a report, or goes on with one that a crash, a restart or a failure interrupted. Safe to call at any time and
 * any number of times: what is not due, already filed, withdrawn, stuck or in another worker's hands is left alone.
 *
 * Every step is saved before and after, and no call is made inside a transaction. Whatever may be open at the hotline
 * is retracted before the report is opened again, so that it is finished there exactly once.
 */
export async function fileReport(tools: FilingTools, reportId: string, signal: AbortSignal): Promise<void> {
  const { client, databaseUrl, reach, clock, ids, random } = tools;
  const ledger = postgresLedger({ client, holds: holdsOf(databaseUrl), random });
  await runMachine({ ledger, reach, clock, ids, random, isTestMode: config().TEST_MODE }, reportId, signal);
}
