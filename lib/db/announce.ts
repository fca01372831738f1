import type { Tx } from './context';

export const CHANNEL = 'watchkeeper';
/** `access`: people, alerts, break-glass. `session`: sessions of a person ended or their role changed; the id is the person's. */
export const TOPICS = ['queue', 'case', 'report', 'audit', 'access', 'session'] as const;
export type Topic = (typeof TOPICS)[number];

/** Tells open pages that something changed, when and only when the transaction commits. Ids alone, never data. */
export async function announce(tx: Tx, topic: Topic, id = ''): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify({ topic, id })})`;
}
