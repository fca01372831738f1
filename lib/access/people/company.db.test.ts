import { expect, test } from 'vitest';
import { type Ctx, transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type Result, ok } from '@/lib/kernel';
import { inviteAgain } from './invite-again';
import { lockPerson } from './lock-person';
import { reset } from './reset';

// A desk that changed over to company sign-on, where passwords of before open nothing.
Object.assign(process.env, { OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 'a secret', OIDC_ROLES: '{"desk-admins":"admin"}' });

const database = testDatabase();
const as = <T>(verb: (ctx: Ctx) => Promise<Result<T>>) => transact(database.client, (tx) => verb(contextOf(tx, { kind: 'system', name: 'test' })));

test('an admin who has but a password is none where the company signs people on: the last one who is linked stays', async () => {
  const [linked] = [await addPerson(database.client, 'admin'), await addPerson(database.client, 'admin')];
  await database.client.person.update({ where: { id: linked.id }, data: { companyId: 'https://login.example 1', passwordHash: null } });
  const locked = await as(async (ctx) => ok(await lockPerson(ctx, linked.id)));
  expect(locked).toMatchObject({ ok: true, value: { isLastAdmin: true } });
});

test('nobody is handed a link that opens nothing there, nor loses for it what they have', async () => {
  const [invited, joined] = [await addPerson(database.client, 'liaison'), await addPerson(database.client, 'liaison')];
  await database.client.person.update({ where: { id: invited.id }, data: { passwordHash: null } });
  const refused = { ok: false, problem: { code: 'conflict' } };
  expect(await as((ctx) => inviteAgain(ctx, { personId: invited.id }))).toMatchObject(refused);
  expect(await as((ctx) => reset(ctx, { personId: joined.id, factors: true }))).toMatchObject(refused);
  expect(await database.client.person.findUniqueOrThrow({ where: { id: joined.id } })).toMatchObject({ passwordHash: 'none' });
  expect(await database.client.invitation.count()).toBe(0);
});
