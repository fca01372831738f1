import manifest from '@/package.json' with { type: 'json' };
import { lagSeconds } from '@/lib/audit';
import { type PrismaClient, db } from '@/lib/db';
import { findVideoTools } from '@/lib/evidence';
import { type Clock, config } from '@/lib/kernel';

const WORKER = 'worker';
const ANSWER_WITHIN_MS = 3_000;

/** A worker says that it lives this often; it counts as gone after four of them missed. */
export const HEARTBEAT_EVERY_MS = 5_000;
const GONE_AFTER_MS = 4 * HEARTBEAT_EVERY_MS;

export interface Health {
  readonly status: 'up' | 'down';
  readonly database: 'up' | 'down';
  /** Down when no worker was heard of within 20 s, and while its database cannot be asked. */
  readonly worker: 'up' | 'down';
  /** Whole seconds that the oldest event waits for its place in the log; null while the database cannot be asked. */
  readonly audit: { readonly lagSeconds: number | null };
  /** Whether this process has what decodes videos; without it they are kept, and not shown. */
  readonly videos: 'shown' | 'not_shown';
  readonly mode: 'test' | 'production';
  readonly version: string;
}

/** Whether a worker last heard of then counts as alive now. */
export function isAlive(heardAt: Date | undefined, now: Date): boolean {
  return heardAt !== undefined && now.getTime() - heardAt.getTime() < GONE_AFTER_MS;
}

/**
 * What is up. The whole is up only when reports can be made and filed: without a worker they would pile up unseen, so
 * a missing one makes it down, at the start as well as later.
 */
export async function health(clock: Clock): Promise<Health> {
  const [found, videoTools] = await Promise.all([askDatabase(), findVideoTools()]);
  const isWorkerUp = found !== 'down' && isAlive(found.at, clock.now());
  return {
    status: isWorkerUp ? 'up' : 'down',
    database: found === 'down' ? 'down' : 'up',
    worker: isWorkerUp ? 'up' : 'down',
    audit: { lagSeconds: found === 'down' ? null : Math.floor(found.lag) },
    videos: videoTools ? 'shown' : 'not_shown',
    mode: config().TEST_MODE ? 'test' : 'production',
    version: manifest.version,
  };
}

/** A database that hangs must not make the health page hang: whoever asks wants an answer more than anything. */
async function askDatabase(): Promise<{ at: Date | undefined; lag: number } | 'down'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => resolve('down'), ANSWER_WITHIN_MS);
  });
  const asked = Promise.all([db().heartbeat.findUnique({ where: { name: WORKER } }), lagSeconds(db())]).then(
    ([row, lag]) => ({ at: row?.at, lag }),
    () => 'down' as const,
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/** A worker's sign of life. */
export async function beat(client: PrismaClient, clock: Clock): Promise<void> {
  const at = clock.now();
  await client.heartbeat.upsert({ where: { name: WORKER }, create: { name: WORKER, at }, update: { at } });
}
