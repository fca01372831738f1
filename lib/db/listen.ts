import pg from 'pg';
import { config, log, traceOf } from '@/lib/kernel';
import { CHANNEL, TOPICS, type Topic } from './announce';

const REOPEN_AFTER_MS = 2_000;

export interface Announcement {
  readonly topic: Topic;
  readonly id: string;
}

type Listener = (announcement: Announcement) => void;

interface Hub {
  readonly listeners: Set<Listener>;
  client?: Promise<pg.Client>;
}

const globals = globalThis as typeof globalThis & { watchkeeperHub?: Hub };

function hub(): Hub {
  globals.watchkeeperHub ??= { listeners: new Set() };
  return globals.watchkeeperHub;
}

async function open(h: Hub): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: config().DATABASE_URL });
  client.on('error', (error) => log.warn({ code: (error as { code?: string }).code }, 'live updates lost the database'));
  client.on('notification', ({ payload }) => {
    const announcement = JSON.parse(payload ?? '{}') as Announcement;
    for (const listener of h.listeners) listener(announcement);
  });
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  // Only from here on: a connection that never was also ends, and each of its ends would open the next one at once.
  client.on('end', () => reopenLater(h));
  return client;
}

function ensure(h: Hub, { isAgain = false } = {}): void {
  h.client ??= open(h);
  h.client.then(
    () => {
      // What was announced while nobody listened is unknown: have every page look again.
      if (isAgain) for (const topic of TOPICS) for (const listener of h.listeners) listener({ topic, id: '' });
    },
    (error: unknown) => {
      log.warn({ error: traceOf(error) }, 'live updates cannot reach the database');
      reopenLater(h);
    },
  );
}

function reopenLater(h: Hub): void {
  setTimeout(() => {
    h.client = undefined;
    if (h.listeners.size > 0) ensure(h, { isAgain: true });
  }, REOPEN_AFTER_MS).unref();
}

/** Calls `listener` for each announcement until the returned function is called; one connection a process. */
export function listen(listener: Listener): () => void {
  const h = hub();
  h.listeners.add(listener);
  if (!h.client) ensure(h);
  return () => {
    h.listeners.delete(listener);
  };
}
