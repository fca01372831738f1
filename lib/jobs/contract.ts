import { z } from 'zod';
import type { Tx } from '@/lib/db';

/** Every job there is, with the shape of its payload. Handlers are wired in lib/jobs/worker. */
export const JOBS = {
  'file-report': z.object({ reportId: z.uuid() }),
  /** Renderings of a picture, or of whatever else is no video. */
  'derive-media': z.object({ mediaId: z.uuid() }),
  'derive-video': z.object({ mediaId: z.uuid() }),
  /** Tells a platform of a filed report. */
  'deliver-notice': z.object({ noticeId: z.uuid() }),
  /** Asks a hotline whether its address and credentials are good. */
  'check-hotline': z.object({ hotline: z.string(), isTest: z.boolean() }),
  /** Whether the authority's own schema still says what our grammar says. */
  'check-schema': z.object({}),
  /** Makes and seals the package of a released referral. */
  'pack-referral': z.object({ referralId: z.uuid() }),
  /** Removes packages whose time is over, and says what waits or is about to run out. */
  'expire-referrals': z.object({}),
  'tidy-access': z.object({}),
  'tidy-evidence': z.object({}),
  'remind-of-weeks': z.object({}),
  /** Destroys what two people agreed on, or what the desk's own rules say, if nothing keeps it. */
  'destroy-evidence': z.object({ destructionId: z.uuid() }),
  /** Holds that ran out or are to be looked at, what is to be minimised or erased, keys that backups were wrapped under. */
  'tend-retention': z.object({}),
  /** Of reports that wait for an authority's reference. */
  'remind-of-references': z.object({}),
} as const;

export type JobName = keyof typeof JOBS;

interface Options {
  readonly runAt?: Date;
  /** A job with the same key that has not started yet is replaced. */
  readonly key?: string;
  /** The smaller, the sooner; 0 where nothing is said. */
  readonly priority?: number;
}

/** Adds a job in the caller's transaction: it exists if and only if what asked for it does. */
export async function enqueue<N extends JobName>(tx: Tx, name: N, payload: z.input<(typeof JOBS)[N]>, { runAt, key, priority = 0 }: Options = {}): Promise<void> {
  const body = JSON.stringify(JOBS[name].parse(payload));
  await tx.$executeRaw`SELECT graphile_worker.add_job(${name}, ${body}::json, run_at => ${runAt ?? null}::timestamptz, job_key => ${key ?? null}, max_attempts => 1000, priority => ${priority}::int)`;
}
