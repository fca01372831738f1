import { expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { ok } from '@/lib/kernel';
import { lockPerson } from './lock-person';

// A desk that changed over to company sign-on, where passwords of before open nothing.
Object.assign(process.env, { OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 'a secret', OIDC_ROLES: '{"desk-admins":"admin"}' });

const database = testDatabase();

test('an admin who has but a password is none where the company signs people on: the last one who is linked stays', async () => {
  const [linked] = [await addPerson(database.client, 'admin'), await addPerson(database.client, 'admin')];
  await database.client.person.update({ where: { id: linked.id }, data: { companyId: 'https://login.example 1', passwordHash: null } });
  const locked = await transact(database.client, async (tx) => ok(await lockPerson(contextOf(tx, { kind: 'system', name: 'test' }), linked.id)));
  expect(locked).toMatchObject({ ok: true, value: { isLastAdmin: true } });
});
