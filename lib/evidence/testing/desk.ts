import { type Caller, db } from '@/lib/db';
import { type PersonActor, type PlatformActor, type Role, type manualClock, randomIds } from '@/lib/kernel';
import { newObjectKey } from '../keys';

export const NOW = new Date('2026-11-23T09:00:00Z');

type Clock = ReturnType<typeof manualClock>;

/** A platform's caller with a key of its own. */
export async function platformCaller(clock: Clock): Promise<Caller<PlatformActor>> {
  const id = randomIds.next();
  await db().apiKey.create({ data: { id, name: id, scopes: ['intake.media'], createdAt: clock.now() } });
  return { actor: { kind: 'platform', id, name: 'Example Messenger', scopes: ['intake.media'] }, clock, ids: randomIds, requestId: randomIds.next() };
}

/** A person at the desk, in a session of their own. */
export async function personCaller(clock: Clock, role: Role = 'moderator'): Promise<Caller<PersonActor>> {
  const id = randomIds.next();
  const name = `P-${id.slice(-6)}`;
  await db().person.create({ data: { id, email: `${id}@example.com`, pseudonym: name, displayName: 'Somebody', role, passwordHash: '-', createdAt: clock.now() } });
  return { actor: { kind: 'person', id, name, role, sessionId: randomIds.next(), verifiedAt: clock.now() }, clock, ids: randomIds, requestId: randomIds.next() };
}

/** An item with these files, leased to the person for a quarter of an hour. */
export async function leasedItem({ actor, clock }: Caller<PersonActor>, platform: Caller<PlatformActor>, mediaIds: readonly string[]): Promise<{ itemId: string; caseId: string }> {
  const [itemId, caseId, subjectId] = [randomIds.next(), randomIds.next(), randomIds.next()];
  const { wrappedKey, kekId } = newObjectKey();
  const now = clock.now();
  await db().account.create({ data: { id: subjectId, platform: 'Example Messenger', externalId: subjectId, createdAt: now } });
  await db().case.create({ data: { id: caseId, number: caseId, subjectId, openedAt: now, wrappedKey, kekId } });
  await db().item.create({
    data: {
      id: itemId, platform: 'Example Messenger', externalId: itemId, apiKeyId: platform.actor.id, bodyDigest: new Uint8Array(32), sealedBody: new Uint8Array(1), wrappedKey, kekId,
      caseId, subjectId, occurredAt: now, occurredAtText: now.toISOString(), receivedAt: now, severity: 'high', urgency: 1_000, summary: 'User report',
      leaseHolderId: actor.id, leaseUntil: new Date(now.getTime() + 15 * 60_000),
    },
  });
  // As still pictures whose renderings are made.
  await db().media.updateMany({ where: { id: { in: [...mediaIds] } }, data: { state: 'ready', frames: 1 } });
  await db().itemMedia.createMany({ data: mediaIds.map((mediaId, position) => ({ itemId, mediaId, position })) });
  return { itemId, caseId };
}
