import type { Tx } from './context';

export const CHANNEL = 'watchkeeper';
export const TOPICS = ['queue', 'case', 'report', 'audit'] as const;
export type Topic = (typeof TOPICS)[number];

/** Tells open pages that something changed, when and only when the transaction commits. Ids alone, never data. */
export async function announce(tx: Tx, topic: Topic, id = ''): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify({ topic, id })})`;
}
