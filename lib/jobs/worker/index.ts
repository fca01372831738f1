import { Logger, type Runner, run } from 'graphile-worker';
import { fileSigner, openMonths, sequence } from '@/lib/audit';
import { db } from '@/lib/db';
import { retryVideos, sweepMedia } from '@/lib/evidence';
import { config, log, randomIds, systemClock, traceOf } from '@/lib/kernel';
import { HEARTBEAT_EVERY_MS, beat, watchLog } from '@/lib/oversight';
import { packageSigner, sweepPacking } from '@/lib/referral';
import { closeHolds, reachOf, reconcile, sweepReports } from '@/lib/reporting';
import type { JobName } from '../contract';
import { every } from './every';
import { handlers } from './handlers';
import { SCHEDULE } from './schedule';

/**
 * What runs side by side: each lane takes its own jobs, so many at once. Files are decoded one at a time a worker, films
 * beside photographs, and however many wait there, a report never does: as many go side by side as a hotline ordinarily takes.
 */
const LANES: readonly { readonly takes: readonly JobName[]; readonly atOnce: number; readonly hasSchedule?: boolean }[] = [
  // More than one hotline takes at once, so that a slow one does not hold up the others; what each takes is bounded by its slots.
  { takes: ['file-report'], atOnce: 16 },
  { takes: ['check-hotline', 'check-schema', 'tidy-access', 'tidy-evidence', 'remind-of-weeks', 'expire-referrals', 'tend-retention', 'destroy-evidence', 'remind-of-references'], atOnce: 4, hasSchedule: true },
  // A platform that hangs holds up nobody but itself.
  { takes: ['deliver-notice'], atOnce: 2 },
  // One at a time: it is bound by what it reads and seals, and the next one waits a while at most.
  { takes: ['pack-referral'], atOnce: 1 },
  { takes: ['derive-media'], atOnce: 1 },
  { takes: ['derive-video'], atOnce: 1 },
];
/** Jobs are announced when they are due at once; the end of an undo is found by looking. */
const POLL_MS = 500;
const SWEEP_EVERY_MS = 3_000;
const MEDIA_SWEEP_EVERY_MS = 60_000;
/** How long an event waits for its place in the log at most, while all is well. */
const SEQUENCE_EVERY_MS = 200;
const MONTHS_EVERY_MS = 6 * 60 * 60_000;
/** How often it is looked whether the log keeps up and its witnesses speak. */
const WATCH_EVERY_MS = 5_000;
/** How often decisions are held against their reports. */
const RECONCILE_EVERY_MS = 60_000;
/** How long jobs may go on after a stop before their calls are cut, and how long a stop may take in all. */
const FINISH_WITHIN_MS = 5_000;
const STOP_WITHIN_MS = 15_000;

export interface Worker {
  /** Ends when the worker does, by itself or by `stop`. */
  readonly ended: Promise<void>;
  /** Takes no more jobs, lets running ones end or be cut between two steps, and returns within 15 s. */
  stop(): Promise<void>;
}

// The library's own chatter says nothing about reports; what it calls errors and warnings is worth a line.
const logger = new Logger(() => (level: string, message) => {
  if (level === 'error') log.error({ from: 'job queue' }, message);
  if (level === 'warning') log.warn({ from: 'job queue' }, message);
});

/**
 * Runs jobs until it is stopped, under the application's own role. The job tables must be there already: whoever
 * migrates does it as their owner, and this role may not.
 */
export async function startWorker(): Promise<Worker> {
  const { DATABASE_URL } = config();
  const client = db();
  const tools = {
    client,
    databaseUrl: DATABASE_URL,
    reach: reachOf({ client, clock: systemClock }),
    clock: systemClock,
    ids: randomIds,
    random: Math.random,
  };
  const table = handlers(tools);
  const runners: Runner[] = [];
  for (const { takes, atOnce, hasSchedule } of LANES) {
    runners.push(await run({
      connectionString: DATABASE_URL,
      maxPoolSize: atOnce + 2,
      logger,
      concurrency: atOnce,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: FINISH_WITHIN_MS,
      taskList: Object.fromEntries(takes.map((name) => [name, table[name]])),
      parsedCronItems: hasSchedule ? SCHEDULE : [],
    }));
  }
  const endHeartbeat = every(HEARTBEAT_EVERY_MS, 'heartbeat', () => beat(client, systemClock));
  const signer = fileSigner();
  // Said when the worker starts, and not when the first package is to be made.
  packageSigner();
  const endSequencer = every(SEQUENCE_EVERY_MS, 'sequencer', () => sequence(client, signer));
  const endMonths = every(MONTHS_EVERY_MS, 'partitions', () => openMonths(client));
  const since = systemClock.now();
  const endWatch = every(WATCH_EVERY_MS, 'log watch', () => watchLog({ client, clock: systemClock, ids: randomIds, since }));
  const endSweep = every(SWEEP_EVERY_MS, 'sweep', () => sweepReports(client, systemClock));
  const endPackingSweep = every(SWEEP_EVERY_MS, 'packing sweep', () => sweepPacking(client));
  const endReconciling = every(RECONCILE_EVERY_MS, 'reconciliation', () => reconcile(tools));
  const endMediaSweep = every(MEDIA_SWEEP_EVERY_MS, 'media sweep', () => sweepMedia(client));
  const retried = retryVideos(client).catch((error: unknown) => log.error({ error: traceOf(error) }, 'videos could not be put in the line again'));

  async function stop(): Promise<void> {
    await Promise.all([retried, endSweep(), endSequencer(), endMonths(), endWatch(), endMediaSweep(), endPackingSweep(), endReconciling(), ...runners.map((runner) => runner.stop())]);
    await endHeartbeat();
    await closeHolds(DATABASE_URL);
    await client.$disconnect();
  }

  return {
    ended: Promise.race(runners.map(({ promise }) => promise)),
    async stop() {
      let timer: NodeJS.Timeout | undefined;
      const bound = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, STOP_WITHIN_MS);
      });
      await Promise.race([stop(), bound]).finally(() => clearTimeout(timer));
    },
  };
}
