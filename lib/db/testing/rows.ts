import type { Actor, Clock, PersonActor, Role } from '@/lib/kernel';
import { randomIds, systemClock } from '@/lib/kernel';
import type { Ctx, Tx } from '../context';
import type { PrismaClient } from '../generated/client';

const AT = new Date('2026-11-20T08:00:00Z');
const NO_KEY = { wrappedKey: new Uint8Array(40), kekId: 'none' };

/** A person who may sign in, and the actor they would be. The pseudonym is unique in the database. */
export async function addPerson(client: PrismaClient, role: Role): Promise<PersonActor> {
  const id = randomIds.next();
  const name = `${role.slice(0, 2).toUpperCase()}-${id.slice(-8)}`;
  await client.person.create({ data: { id, email: `${id}@example.com`, pseudonym: name, displayName: name, role, passwordHash: 'none', createdAt: AT } });
  return { kind: 'person', id, name, role, sessionId: randomIds.next(), verifiedAt: systemClock.now() };
}

/** `count` waiting items of one account and case, with urgencies that repeat, so that ties are ordered too. */
export async function addWaitingItems(client: PrismaClient, count: number): Promise<string[]> {
  const [apiKeyId, accountId, caseId] = [randomIds.next(), randomIds.next(), randomIds.next()];
  await client.apiKey.create({ data: { id: apiKeyId, name: apiKeyId, scopes: [], createdAt: AT } });
  await client.account.create({ data: { id: accountId, platform: 'Example Messenger', externalId: accountId, createdAt: AT } });
  await client.case.create({ data: { id: caseId, number: `C-${caseId.slice(-8)}`, subjectId: accountId, openedAt: AT, ...NO_KEY } });
  const items = Array.from({ length: count }, (_, index) => ({
    id: randomIds.next(),
    platform: 'Example Messenger',
    externalId: `${caseId}-${index}`,
    apiKeyId,
    caseId,
    subjectId: accountId,
    bodyDigest: new Uint8Array(32),
    sealedBody: new Uint8Array(1),
    ...NO_KEY,
    occurredAt: AT,
    occurredAtText: AT.toISOString(),
    receivedAt: new Date(AT.getTime() + (index % 7) * 1000),
    severity: 'standard' as const,
    urgency: (index * 37) % 11,
    summary: 'Made for a test',
  }));
  await client.item.createMany({ data: items });
  return items.map(({ id }) => id);
}

/** What a verb receives, for tests that call verbs directly. */
export function contextOf<A extends Actor>(tx: Tx, actor: A, clock: Clock = systemClock): Ctx<A> {
  return { tx, actor, clock, ids: randomIds, requestId: randomIds.next() };
}
