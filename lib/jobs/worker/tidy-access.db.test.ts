import { once } from 'node:events';
import { Logger, type Task, run } from 'graphile-worker';
import { expect, test } from 'vitest';
import { addPerson, testDatabase } from '@/lib/db/testing';
import { manualClock, randomIds } from '@/lib/kernel';
import { SCHEDULE } from './schedule';
import { tidyAccess } from './tidy-access';

const DAY = 24 * 60 * 60_000;
const database = testDatabase();

test('the daily job disables who stayed away and removes sign-ins that were given up', async () => {
  const { client } = database;
  const moderator = await addPerson(client, 'moderator');
  const { createdAt } = await client.person.findUniqueOrThrow({ where: { id: moderator.id } });
  const clock = manualClock(new Date(createdAt.getTime() + 30 * DAY));
  await client.signIn.create({ data: { id: randomIds.next(), tokenHash: new Uint8Array(32), createdAt, expiresAt: createdAt } });
  await tidyAccess({ client, clock, ids: randomIds });
  expect(await client.person.findUniqueOrThrow({ where: { id: moderator.id } })).toMatchObject({ disabledFor: 'inactive', disabledAt: clock.now() });
  expect(await client.signIn.count()).toBe(0);
  expect(await client.auditEvent.count({ where: { action: 'person.disabled', actorName: 'housekeeping' } })).toBe(1);
});

test('a day that every worker slept through is made up for by the next one that starts, once', async () => {
  // The schedule was known, and last kept, two days ago.
  await database.owner.query(`INSERT INTO graphile_worker._private_known_crontabs VALUES ('tidy-access', now() - interval '2 days', now() - interval '2 days')`);
  let count = 0;
  const done = new EventTarget();
  const task: Task = () => {
    count += 1;
    done.dispatchEvent(new Event('done'));
  };
  const happened = once(done, 'done');
  const start = () => run({ connectionString: database.url, logger: new Logger(() => () => undefined), noHandleSignals: true, pollInterval: 50, parsedCronItems: SCHEDULE, taskList: { 'tidy-access': task } });
  const workers = [await start(), await start()];
  await happened;
  await Promise.all(workers.map((worker) => worker.stop()));
  const { rows } = await database.owner.query<{ waiting: number }>(`SELECT count(*)::int AS waiting FROM graphile_worker.jobs WHERE task_identifier = 'tidy-access'`);
  expect([count, rows[0]?.waiting]).toEqual([1, 0]);
});
