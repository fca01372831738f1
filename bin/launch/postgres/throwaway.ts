import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cluster, startCluster } from './cluster';

/** A PostgreSQL in a temporary folder, gone with everything in it after `stop()`. */
export async function startThrowawayCluster(): Promise<Cluster> {
  const root = await mkdtemp(join(tmpdir(), 'watchkeeper-pg-'));
  const remove = (): Promise<void> => rm(root, { recursive: true, force: true });
  try {
    const cluster = await startCluster({
      dir: join(root, 'data'),
      password: randomBytes(18).toString('hex'),
      logFile: join(root, 'postgres.log'),
      throwaway: true,
    });
    return { ...cluster, stop: () => cluster.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
