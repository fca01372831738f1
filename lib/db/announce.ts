import type { Tx } from './context';

export const CHANNEL = 'watchkeeper';
/** `access`: people, alerts, break-glass. `session`: sessions of a person ended or their role changed; the id is the person's. */
export const TOPICS = ['queue', 'case', 'report', 'audit', 'access', 'session'] as const;
export type Topic = (typeof TOPICS)[number];

/** Channel and word of an announcement, for a statement that makes it beside its own work. */
export const announcementOf = (topic: Topic, id = ''): readonly [channel: string, word: string] => [CHANNEL, JSON.stringify({ topic, id })];

/** Tells open pages that something changed, when and only when the transaction commits. Ids alone, never data. */
export async function announce(tx: Tx, topic: Topic, id = ''): Promise<void> {
  const [channel, word] = announcementOf(topic, id);
  await tx.$executeRaw`SELECT pg_notify(${channel}, ${word})`;
}
