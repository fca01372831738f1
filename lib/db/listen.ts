import pg from 'pg';
import { config, log } from '@/lib/kernel';
import { CHANNEL, type Topic } from './announce';

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
  const lost = () => {
    h.client = undefined;
    // Announcements made while we were away are unknown: have every page look again.
    for (const listener of h.listeners) listener({ topic: 'queue', id: '' });
    if (h.listeners.size > 0) ensure(h);
  };
  client.on('error', (error) => log.warn({ code: (error as { code?: string }).code }, 'live updates lost the database'));
  client.on('end', lost);
  client.on('notification', ({ payload }) => {
    const announcement = JSON.parse(payload ?? '{}') as Announcement;
    for (const listener of h.listeners) listener(announcement);
  });
  await client.connect();
  await client.query(`LISTEN ${CHANNEL}`);
  return client;
}

function ensure(h: Hub): void {
  h.client ??= open(h).catch((error: unknown) => {
    h.client = undefined;
    log.warn({ error: String(error) }, 'live updates cannot reach the database');
    setTimeout(() => h.listeners.size > 0 && ensure(h), 2_000).unref();
    throw error;
  });
  h.client.catch(() => undefined);
}

/** Calls `listener` for each announcement until the returned function is called; one connection a process. */
export function listen(listener: Listener): () => void {
  const h = hub();
  h.listeners.add(listener);
  ensure(h);
  return () => {
    h.listeners.delete(listener);
  };
}
