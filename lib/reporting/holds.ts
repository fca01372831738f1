import pg from 'pg';
import { Superseded } from './ledger';

/** The first halves of advisory locks' keys. Any numbers that nothing else here uses. */
export const LOCK_CLASS = 2258;
export const SLOT_CLASS = 2259;

/** How long a connection that holds nothing is kept for the next report. */
const IDLE_MS = 10_000;

export interface Hold {
  /** Fires when the lock may be somebody else's. */
  readonly lost: AbortSignal;
  readonly release: () => Promise<void>;
}

interface Line {
  readonly client: pg.Client;
  readonly lost: AbortController;
}

/**
 * Advisory locks on one connection of their own, for everything that this process files at once: no two workers file one
 * report, whatever the job queue believes, and the locks of a killed worker are gone with its connection. One connection
 * for all of them costs each report nothing; when it is lost, so are all of them, which they are told.
 */
class Holds {
  private line: Promise<Line> | undefined;
  // The database lets one connection take a lock twice, so within the process it is kept here.
  private readonly taken = new Set<string>();
  private idle: NodeJS.Timeout | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly databaseUrl: string) {}

  /** @returns null when somebody else has it. */
  async take(lockClass: number, key: string): Promise<Hold | null> {
    const name = `${lockClass} ${key}`;
    if (this.taken.has(name)) return null;
    this.taken.add(name);
    clearTimeout(this.idle);
    try {
      const { client, lost } = await (this.line ??= this.open());
      const { rows } = await this.inTurn(() => client.query<{ held: boolean }>({ name: 'take', text: 'SELECT pg_try_advisory_lock($1, hashtext($2)) AS held', values: [lockClass, key] }));
      if (!rows[0]?.held) {
        this.letGo(name);
        return null;
      }
      return { lost: lost.signal, release: () => this.release(client, lost.signal, lockClass, key, name) };
    } catch (error) {
      this.letGo(name);
      throw error;
    }
  }

  private async release(client: pg.Client, lost: AbortSignal, lockClass: number, key: string, name: string): Promise<void> {
    try {
      // With its connection the lock is gone as well.
      if (!lost.aborted) await this.inTurn(() => client.query({ name: 'release', text: 'SELECT pg_advisory_unlock($1, hashtext($2))', values: [lockClass, key] })).catch(() => undefined);
    } finally {
      this.letGo(name);
    }
  }

  /** A connection is asked one thing at a time: pg gives up keeping a line of its own, and says so on stderr. */
  private inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const answer = this.turn.then(ask);
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  private letGo(name: string): void {
    this.taken.delete(name);
    clearTimeout(this.idle);
    if (this.taken.size === 0) this.idle = setTimeout(() => void this.close(), IDLE_MS).unref();
  }

  private async open(): Promise<Line> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      // A machine that vanishes sends no goodbye: have the server notice within a minute and free the locks.
      // And the other way round: a question that nobody answers must not hold up every report of this process.
      keepAlive: true,
      query_timeout: 10_000,
      options: '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3',
    });
    const lost = new AbortController();
    const forget = () => {
      this.line = undefined;
      lost.abort(new Superseded('The connection that holds the locks is closed.'));
    };
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
    } catch (error) {
      this.line = undefined;
      throw error;
    }
    return { client, lost };
  }

  async close(): Promise<void> {
    clearTimeout(this.idle);
    const line = await this.line?.catch(() => undefined);
    if (this.taken.size > 0) return;
    this.line = undefined;
    await line?.client.end().catch(() => undefined);
  }
}
export type { Holds };

const byAddress = new Map<string, Holds>();

/** The process's locks in this database. */
export function holdsOf(databaseUrl: string): Holds {
  const known = byAddress.get(databaseUrl) ?? new Holds(databaseUrl);
  byAddress.set(databaseUrl, known);
  return known;
}

/** Ends the connection of the process's locks, when nothing is filed any more. */
export async function closeHolds(databaseUrl: string): Promise<void> {
  await byAddress.get(databaseUrl)?.close();
}

/** Locks on another connection, as another worker has them. */
export const otherHolds = (databaseUrl: string): Holds => new Holds(databaseUrl);
