import { expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { randomIds, systemClock } from '@/lib/kernel';
import { linkCompany } from './link-company';

const database = testDatabase();
const operator = { kind: 'system', name: 'operator' } as const;
const issuer = 'https://login.example.com';
const link = (email: string, subject: string) => transact(database.client, (tx) => linkCompany(contextOf(tx, operator), { email, issuer, subject }));

test('whoever is linked comes in through the company alone, and what was open is over', async () => {
  const { id } = await addPerson(database.client, 'moderator');
  const now = systemClock.now();
  const session = await database.client.session.create({ data: { id: randomIds.next(), personId: id, createdAt: now, lastSeenAt: now, expiresAt: now, method: 'totp', verifiedAt: now, device: 'Chrome' } });
  await database.client.signIn.create({ data: { id: randomIds.next(), tokenHash: new Uint8Array(32), personId: id, firstFactor: 'password', createdAt: now, expiresAt: now } });
  expect((await link(`${id}@example.com`, 'sub-1')).ok).toBe(true);
  expect(await database.client.signIn.count({ where: { personId: id } })).toBe(0);
  expect(await database.client.person.findUniqueOrThrow({ where: { id } })).toMatchObject({ companyId: `${issuer} sub-1`, passwordHash: null });
  expect((await database.client.session.findUniqueOrThrow({ where: { id: session.id } })).endedFor).toBe('person_changed');
  expect(await database.client.auditEvent.count({ where: { action: 'person.linked', actorName: 'operator' } })).toBe(1);
});

test('one account of the company is one person here, and nobody is made up', async () => {
  const [one, other] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'liaison')];
  expect((await link(`${one.id}@example.com`, 'sub-2')).ok).toBe(true);
  const again = await link(`${other.id}@example.com`, 'sub-2');
  expect(again.ok === false && again.problem.safeMessage).toContain(one.name);
  const nobody = await link('nobody@example.com', 'sub-3');
  expect(nobody.ok === false && nobody.problem.code).toBe('not_found');
});
