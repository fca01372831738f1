import { beforeAll, expect, test, vi } from 'vitest';
import { endSessions, openSession } from '@/lib/access';
import { type Topic, announce, db, listen, transact } from '@/lib/db';
import { addPerson, addWaitingItems, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Role, manualClock, ok, randomIds, systemClock } from '@/lib/kernel';
import { liveEvents } from './live';

const database = testDatabase();
const NEVER_MS = 3_600_000;

async function signedIn(role: Role, at = systemClock): Promise<PersonActor> {
  const { id } = await addPerson(database.client, role);
  const person = await db().person.findUniqueOrThrow({ where: { id } });
  const opened = await transact(db(), async (tx) => ok(await openSession({ tx, clock: at, ids: randomIds, requestId: randomIds.next() }, person, 'passkey', { device: 'A test', address: null })));
  if (!opened.ok) throw new Error(opened.problem.safeMessage);
  return opened.value;
}

const say = (topic: Topic, id: string) => transact(db(), async (tx) => ok(await announce(tx, topic, id)));

beforeAll(async () => {
  // The process's one connection takes a moment to listen; nobody's page hears this probe.
  let isHeard = false;
  const off = listen(() => {
    isHeard = true;
  });
  await vi.waitFor(async () => {
    await say('session', randomIds.next());
    if (!isHeard) throw new Error('not listening yet');
  }, 10_000);
  off();
});

/** Everything that a stream says, in order; `next` waits for one more, and is undefined at its end. */
function hear(response: Response) {
  const lines = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  return async function next(): Promise<{ topic: string; id: string } | undefined> {
    for (;;) {
      const { value, done } = await lines.read();
      if (done) return undefined;
      const [, data] = /^data: (.*)$/m.exec(value) ?? [];
      if (data) return JSON.parse(data) as { topic: string; id: string };
    }
  };
}

function open(actor: PersonActor, options: Parameters<typeof liveEvents>[2] = { keepAliveMs: NEVER_MS }) {
  const controller = new AbortController();
  return { next: hear(liveEvents(controller.signal, actor, options)), stop: () => controller.abort() };
}

test.each<[Role, Topic[]]>([
  ['moderator', ['queue', 'case', 'report']],
  ['liaison', ['case', 'report', 'access']],
  ['auditor', ['audit', 'access']],
  ['admin', ['access']],
])('a %s hears of what they may read and of nothing else', async (role, heard) => {
  const { next, stop } = open(await signedIn(role));
  for (const topic of ['queue', 'case', 'report', 'audit', 'access'] as const) await say(topic, topic);
  for (const topic of heard) expect(await next()).toEqual({ topic, id: topic });
  stop();
  expect(await next()).toBeUndefined();
});

test('of a case that somebody is kept away from they hear nothing, by none of its ids, until they are let back', async () => {
  const [actor, { id: byId }] = [await signedIn('supervisor'), await addPerson(database.client, 'supervisor')];
  const [itemId = ''] = await addWaitingItems(database.client, 1);
  const { caseId } = await db().item.findUniqueOrThrow({ where: { id: itemId } });
  const { id } = await db().caseWall.create({ data: { id: randomIds.next(), caseId, personId: actor.id, reason: 'A test', createdById: byId, createdAt: systemClock.now() } });
  const { next, stop } = open(actor);
  await say('case', caseId);
  await say('queue', itemId);
  await say('case', actor.id);
  expect(await next()).toEqual({ topic: 'case', id: actor.id });
  await db().caseWall.update({ where: { id }, data: { liftedAt: systemClock.now(), liftedById: byId, liftReason: 'A test' } });
  await say('queue', itemId);
  expect(await next()).toEqual({ topic: 'queue', id: itemId });
  stop();
});

test('what is said of somebody else’s session is heard by them alone', async () => {
  const [actor, other] = [await signedIn('moderator'), await signedIn('moderator')];
  const { next, stop } = open(actor);
  await say('session', other.id);
  await say('queue', 'after');
  expect(await next()).toEqual({ topic: 'queue', id: 'after' });
  stop();
});

test('a stream says that its session has ended, and ends with it', async () => {
  const actor = await signedIn('moderator');
  const { next } = open(actor);
  await transact(db(), async (tx) => ok(await endSessions(contextOf(tx, actor), actor.id, 'person_changed')));
  expect(await next()).toEqual({ topic: 'session', id: actor.id });
  expect(await next()).toBeUndefined();
});

test('an idle session ends its stream, which is looked at with every sign of life and never kept alive by it', async () => {
  const clock = manualClock(new Date());
  const actor = await signedIn('moderator', clock);
  const { next } = open(actor, { clock, keepAliveMs: 20 });
  clock.advance(16 * 60_000);
  expect(await next()).toEqual({ topic: 'session', id: actor.id });
  expect(await next()).toBeUndefined();
  expect((await db().session.findUniqueOrThrow({ where: { id: actor.sessionId } })).lastSeenAt.getTime()).toBeLessThan(clock.now().getTime());
});

test('a role that was taken and runs out narrows what is heard from then on', async () => {
  const clock = manualClock(new Date());
  const actor = await signedIn('admin', clock);
  const breakGlass = { id: randomIds.next(), personId: actor.id, sessionId: actor.sessionId, role: 'moderator' as const, reason: 'A test', startedAt: clock.now(), endsAt: new Date(clock.now().getTime() + 60_000) };
  await db().breakGlass.create({ data: breakGlass });
  const { next, stop } = open({ ...actor, role: 'moderator' }, { clock, keepAliveMs: 20 });
  await say('queue', 'while it lasts');
  expect(await next()).toEqual({ topic: 'queue', id: 'while it lasts' });
  clock.advance(61_000);
  expect(await next()).toEqual({ topic: 'session', id: actor.id });
  await say('queue', 'too late');
  await say('access', 'still theirs');
  expect(await next()).toEqual({ topic: 'access', id: 'still theirs' });
  stop();
});
