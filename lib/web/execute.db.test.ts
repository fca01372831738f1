import { expect, test } from 'vitest';
import { z } from 'zod';
import { record } from '@/lib/audit';
import { addPerson, testDatabase } from '@/lib/db/testing';
import { type Actor, NOBODY, ROLES, fail, ok, randomIds } from '@/lib/kernel';
import { PERMISSIONS, type Permission } from '@/lib/access/schema';
import { type Operation, execute } from './execute';

const database = testDatabase();
const operation = (permission: Permission, run: Operation<object, string>['run']) => ({ permission, input: z.object({}), run });
const eventsOf = (requestId: string) => database.client.auditEvent.findMany({ where: { requestId } });

test('every role is let in exactly where the table says so, nobody nowhere, and each refusal is an event', async () => {
  for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
    for (const role of ROLES) {
      const actor = await addPerson(database.client, role);
      const requestId = randomIds.next();
      const result = await execute(operation(permission, () => Promise.resolve(ok('in'))), actor, {}, requestId);
      const isAllowed = (PERMISSIONS[permission].roles as readonly string[]).includes(role);
      expect([permission, role, result.ok]).toEqual([permission, role, isAllowed]);
      expect((await eventsOf(requestId)).map(({ action }) => action)).toEqual(isAllowed ? [] : ['access.refused']);
    }
    const requestId = randomIds.next();
    const result = await execute(operation(permission, () => Promise.resolve(ok('in'))), NOBODY, {}, requestId);
    expect(result.ok === false && result.problem.code).toBe('unauthenticated');
    expect(await eventsOf(requestId)).toHaveLength(1);
  }
});

test('a verb that fails leaves nothing of its own; a row that is not theirs leaves a refusal', async () => {
  const actor = await addPerson(database.client, 'moderator');
  for (const [code, left] of [['conflict', []], ['not_found', ['access.refused']]] as const) {
    const requestId = randomIds.next();
    const failing = operation('queue.take', async (ctx) => {
      await record(ctx, { action: 'item.taken', details: {} });
      return fail(code, 'Not this one.');
    });
    expect((await execute(failing, actor, {}, requestId)).ok).toBe(false);
    expect((await eventsOf(requestId)).map(({ action }) => action)).toEqual(left);
  }
});

test('input that does not fit is refused by field before the verb runs', async () => {
  const actor = await addPerson(database.client, 'moderator');
  const strict: Operation<{ itemId: string }, string> = { permission: 'queue.take', input: z.object({ itemId: z.uuid() }), run: () => Promise.reject(new Error('must not run')) };
  const result = await execute(strict, actor, { itemId: 'seven' }, randomIds.next());
  expect(result.ok === false && result.problem.fields.map(({ field }) => field)).toEqual(['itemId']);
});

test('what takes long is prepared by whoever may, with what was parsed, before the transaction begins', async () => {
  const done: string[] = [];
  const prepared: Operation<{ n: number }, string> = {
    permission: 'queue.take',
    input: z.object({ n: z.coerce.number() }),
    prepare: async ({ n }) => {
      const [open] = await database.client.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
      done.push(`prepared ${n} under ${open?.count} transactions`);
    },
    run: () => Promise.resolve(ok(done.push('ran').toString())),
  };
  await execute(prepared, await addPerson(database.client, 'moderator'), { n: '7' }, randomIds.next());
  expect(done).toEqual(['prepared 7 under 0 transactions', 'ran']);
  await execute(prepared, await addPerson(database.client, 'auditor'), { n: '8' }, randomIds.next());
  await execute(prepared, await addPerson(database.client, 'moderator'), { n: 'x' }, randomIds.next());
  expect(done).toHaveLength(2);
});

test('what takes long with what was read is done after the transaction, with what that came to, and may refuse', async () => {
  const finished: Operation<{ n: number }, string, Actor, number> = {
    permission: 'queue.take',
    input: z.object({ n: z.coerce.number() }),
    run: (_, { n }) => Promise.resolve(n > 8 ? fail('conflict', 'Too many') : ok(n + 1)),
    finish: async (read) => {
      const [open] = await database.client.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
      return read === 8 ? ok(`${read} under ${open?.count} transactions`) : fail('unprocessable', 'It does not open');
    },
  };
  const person = await addPerson(database.client, 'moderator');
  expect(await execute(finished, person, { n: 7 }, randomIds.next())).toEqual(ok('8 under 0 transactions'));
  expect(await execute(finished, person, { n: 8 }, randomIds.next())).toMatchObject({ problem: { code: 'unprocessable' } });
  expect(await execute(finished, person, { n: 9 }, randomIds.next())).toMatchObject({ problem: { code: 'conflict' } });
});

test('what a permission allows an hour is held to for each person, also in parallel, and said on the record once', async () => {
  const { perHour } = PERMISSIONS['referral.release'];
  const [one, other] = [await addPerson(database.client, 'liaison'), await addPerson(database.client, 'liaison')];
  let ran = 0;
  const releasing = operation('referral.release', () => {
    ran += 1;
    return Promise.resolve(ok('out'));
  });
  const results = await Promise.all(Array.from({ length: perHour + 8 }, () => execute(releasing, one, {}, randomIds.next())));
  const refused = results.flatMap((result) => (result.ok ? [] : [result.problem]));
  expect([ran, refused.length]).toEqual([perHour, 8]);
  for (const { code, retryAfterS } of refused) expect([code, (retryAfterS ?? 0) > 3_000]).toEqual(['too_many', true]);
  expect(await database.client.auditEvent.findMany({ where: { actorId: one.id }, select: { action: true, details: true } })).toEqual([{ action: 'access.limited', details: { limit: 'referral.release' } }]);
  expect((await execute(releasing, other, {}, randomIds.next())).ok).toBe(true);
});

test('an act that asks for a fresh second factor is refused with an old one whatever it is, and uses nothing up', async () => {
  const fresh = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => 'stepUp' in PERMISSIONS[permission]);
  expect(fresh).toEqual(expect.arrayContaining(['referral.approve', 'referral.release', 'referral.take', 'agency.check_key']));
  for (const permission of fresh) {
    for (const role of PERMISSIONS[permission].roles) {
      const stale = { ...(await addPerson(database.client, role)), verifiedAt: new Date('2026-01-01T00:00:00Z') };
      const result = await execute(operation(permission, () => Promise.reject(new Error('must not run'))), stale, {}, randomIds.next());
      expect([permission, result.ok === false && result.problem.code]).toEqual([permission, 'step_up']);
      expect(await database.client.rateLimit.count({ where: { key: { endsWith: stale.id } } })).toBe(0);
    }
  }
});
