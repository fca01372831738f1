import pg from 'pg';
import { config, log } from '@/lib/kernel';

const globals = globalThis as typeof globalThis & { watchkeeperPool?: { url: string; pool: pg.Pool } };

/**
 * A few plain connections for libraries that speak PostgreSQL themselves and know nothing of our client, such as the
 * rate limiter. What we write ourselves goes through `transact`.
 */
export function plainPool(): pg.Pool {
  const url = config().DATABASE_URL;
  if (globals.watchkeeperPool?.url !== url) {
    const pool = new pg.Pool({ connectionString: url, max: 3 });
    pool.on('error', (error) => log.warn({ code: (error as { code?: string }).code }, 'an idle connection was lost'));
    globals.watchkeeperPool = { url, pool };
  }
  return globals.watchkeeperPool.pool;
}
