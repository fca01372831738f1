import pg from 'pg';

/** The first half of the advisory lock's key; the second is the report. Any number that nothing else here uses. */
export const LOCK_CLASS = 2258;

/**
 * Runs `work` while holding the report's advisory lock, on a connection of its own: two workers never file one
 * report, whatever the job queue believes, and the lock of a killed worker is gone with its connection. `work` gets a
 * signal that also fires when that connection is lost, since from then on somebody else may hold the lock.
 * @returns false when somebody else holds it; then nothing was done.
 */
export async function withReportLock(databaseUrl: string, reportId: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
  const lost = new AbortController();
  const client = new pg.Client({
    connectionString: databaseUrl,
    // A machine that vanishes sends no goodbye: have the server notice within a minute and free the lock.
    options: '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3',
  });
  client.on('error', (error) => lost.abort(error));
  client.on('end', () => lost.abort(new Error('The connection that holds the lock is closed.')));
  try {
    await client.connect();
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS held', [LOCK_CLASS, reportId]);
    if (!rows[0]?.held) return false;
    await work(AbortSignal.any([signal, lost.signal]));
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}
