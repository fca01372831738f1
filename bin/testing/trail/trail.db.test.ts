import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { MATRIX } from '@/e2e/matrix/entries';
import { addMember } from '@/lib/access/testing';
import { ACTION_NAMES, type Action } from '@/lib/audit/schema';
import type { Ctx } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, type Role, randomIds, systemClock } from '@/lib/kernel';
import { openDesk } from '@/lib/reporting/testing';
import { execute } from '@/lib/web';
import type { ActionResult } from '@/lib/web/schema';
import { z } from 'zod';
import { ACTION_LINES } from './actions';
import { ask, jar, sitDown } from './browser';
import { WRITTEN_ELSEWHERE } from './elsewhere';
import { FURTHER } from './further';
import type { Act, Line, Opening, Sent } from './line';
import { PAGE_LINES } from './pages';
import { REFERRAL_LINES } from './referrals';
import { ROUTE_LINES } from './routes';
import { type Scene, openScene } from './scene';
import { SIGN_IN_LINES } from './sign-in-lines';

// Outside of Next there is no request to read cookies and headers from; everything above them is the real thing.
vi.mock('next/headers', async () => (await import('./browser')).nextHeaders());
vi.mock('next/navigation', () => ({ unstable_rethrow: () => undefined }));

const database = testDatabase();
const root = join(import.meta.dirname, '..', '..', '..');
/** Everything that answers, and what the trail then has of it. What is in the matrix and not here fails. */
const LINES: Readonly<Record<string, Line>> = { ...PAGE_LINES, ...ACTION_LINES, ...ROUTE_LINES, ...REFERRAL_LINES, ...SIGN_IN_LINES };
const acts = Object.entries(LINES).flatMap(([name, line]) => ('prepare' in line && !('query' in line) ? [[name, line] as const] : []));
const openings = Object.entries(LINES).flatMap(([name, line]) => ('query' in line ? [[name, line] as const] : []));

let scene: Scene;
beforeAll(async () => {
  scene = openScene(await openDesk(database, systemClock), database);
  await database.owner.query(`
    CREATE FUNCTION fail_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'on purpose'; END $$`);
});
// Refusals of strangers are written up to a number an hour; each call here is to be the first.
beforeEach(() => scene.forgetLimits());

/** Runs the work with a database in which nothing that has an event gets past its commit. */
async function failingAtCommit<T>(work: () => Promise<T>): Promise<T> {
  await database.owner.query('CREATE CONSTRAINT TRIGGER fails_at_commit AFTER INSERT ON "AuditQueue" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail_at_commit()');
  try {
    return await work();
  } finally {
    await database.owner.query('DROP TRIGGER fails_at_commit ON "AuditQueue"');
  }
}

const endOfTrail = async () => (await database.client.auditEvent.aggregate({ _max: { seq: true } }))._max.seq ?? 0n;
const writtenSince = (seq: bigint) =>
  database.client.auditEvent.findMany({ where: { seq: { gt: seq } }, orderBy: { seq: 'asc' }, select: { action: true, outcome: true, actorId: true, sessionId: true } });

async function person(role: Role): Promise<PersonActor> {
  const { id, pseudonym: name } = await addMember(role);
  return { kind: 'person', id, name, role, sessionId: randomIds.next(), verifiedAt: systemClock.now() };
}

type ServerAction = (input: object) => Promise<ActionResult<unknown>>;

/** Does the act as a browser does, and says whether it succeeded. */
async function perform(name: string, sent: Sent): Promise<{ isDone: boolean; seen: string }> {
  if (!name.startsWith('action ')) {
    const answer = await ask(name, sent);
    const text = await answer.text();
    return { isDone: answer.ok, seen: `${answer.status} ${answer.ok ? '' : text}` };
  }
  const [, file = '', exported = ''] = name.split(' ');
  const actions = (await import(/* @vite-ignore */ join(root, file))) as Record<string, ServerAction>;
  const answer = await actions[exported]!(sent.input ?? {});
  return { isDone: answer.ok, seen: JSON.stringify(answer) };
}

/** Prepares the act for somebody new, who then sits at the browser. */
async function ready({ role, prepare }: Pick<Act, 'role' | 'prepare'>): Promise<{ asker: PersonActor; sent: Sent }> {
  const asker = await person(role ?? 'moderator');
  const sent = await prepare(scene, asker);
  if (role) await sitDown(asker);
  return { asker, sent };
}

const kinds = (events: readonly { action: string; outcome: string }[]) => events.map(({ action, outcome }) => `${action} ${outcome}`).sort();
const isGuarded = (name: string) => [MATRIX[name]!].flat().some((entry) => !('open' in entry));

test('everything that answers has a line here, and nothing else has', () => {
  expect(Object.keys(LINES).sort()).toEqual(Object.keys(MATRIX).sort());
});

test('a line that writes nothing, or more than its own event, says why', () => {
  const unexplained = Object.entries(LINES).filter(([, line]) => 'writes' in line && line.writes.length !== 1 && !('shownIn' in line) && !line.why);
  expect(unexplained.map(([name]) => name)).toEqual([]);
});

describe.each(acts)('%s', (name, act) => {
  test('leaves exactly its events when it succeeds, each under who did it', async () => {
    const { asker, sent } = await ready(act);
    const before = await endOfTrail();
    const { isDone, seen } = await perform(name, sent);
    expect(isDone, seen).toBe(true);
    const events = await writtenSince(before);
    expect(kinds(events)).toEqual(act.writes.map((action) => `${action} done`).sort());
    if (act.role) for (const event of events) expect(event).toMatchObject({ actorId: asker.id, sessionId: asker.sessionId });
  });

  if (act.writes.length > 0) {
    test('leaves nothing when it is rolled back', async () => {
      const { sent } = await ready(act);
      const before = await endOfTrail();
      const { isDone, seen } = await failingAtCommit(() => perform(name, sent));
      expect(isDone, seen).toBe(false);
      expect(kinds(await writtenSince(before))).toEqual([]);
    });
  }

  if (isGuarded(name)) {
    test('leaves its refusal, and no event of its own, when nobody in particular asks', async () => {
      const { sent } = await ready(act);
      jar.clear();
      const before = await endOfTrail();
      const { isDone, seen } = await perform(name, { ...sent, headers: {} });
      expect(isDone, seen).toBe(false);
      expect(kinds(await writtenSince(before))).toEqual(['access.refused refused']);
    });
  }
});

describe.each(openings)('%s', (name, { role, permission, writes, file, query, prepare }: Opening) => {
  const open = (actor: PersonActor, input: object): Promise<Result<unknown>> =>
    execute({ permission, input: z.looseObject({}), run: (ctx: Ctx<PersonActor>, given) => query(ctx, given as never) }, actor, input, randomIds.next());

  test('leaves exactly its event when it is opened', async () => {
    const asker = await person(role);
    const input = await prepare(scene, asker);
    const before = await endOfTrail();
    const opened = await open(asker, input);
    expect(opened.ok, JSON.stringify(opened)).toBe(true);
    expect(kinds(await writtenSince(before))).toEqual(writes.map((action) => `${action} done`));
    expect(sourceOf(join(root, 'app', file))).toMatch(new RegExp(`\\b${query.name}\\b`));
  });

  test('shows nothing whose reading could not be written', async () => {
    const asker = await person(role);
    const input = await prepare(scene, asker);
    const before = await endOfTrail();
    await expect(failingAtCommit(() => open(asker, input))).rejects.toThrow();
    expect(kinds(await writtenSince(before))).toEqual([]);
  });
});

describe.each(Object.entries(FURTHER))('%s', (_, further) => {
  test('leaves exactly its events', async () => {
    const { asker, sent } = await ready(further);
    const before = await endOfTrail();
    const { isDone, seen } = await perform(further.call, sent);
    expect(isDone, seen).toBe(further.isDone);
    const events = await writtenSince(before);
    expect(kinds(events)).toEqual(further.leaves.map((pair) => pair.join(' ')).sort());
    if (further.role) for (const event of events) expect(event).toMatchObject({ actorId: asker.id, sessionId: asker.sessionId });
  });
});

/** The text of a file, or of all files of a folder. */
function sourceOf(path: string): string {
  if (!statSync(path).isDirectory()) return readFileSync(path, 'utf8');
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name)).map((name) => readFileSync(join(path, name), 'utf8')).join('\n');
}

describe('the union of actions', () => {
  const shown = new Set<Action>(['access.refused', ...Object.values(LINES).flatMap((line) => ('writes' in line ? line.writes : [])), ...Object.values(FURTHER).flatMap(({ leaves }) => leaves.map(([action]) => action))]);

  test('has none that nothing writes: each is left by an act above, or by a file that is named', () => {
    expect(ACTION_NAMES.filter((action) => !shown.has(action) && !WRITTEN_ELSEWHERE[action])).toEqual([]);
    expect(Object.keys(WRITTEN_ELSEWHERE).filter((action) => shown.has(action as Action))).toEqual([]);
  });

  test.each(Object.entries(WRITTEN_ELSEWHERE))('%s is written where it is said to be', (action, file) => {
    expect(sourceOf(join(root, file))).toContain(`'${action}'`);
  });

  const elsewhere = Object.values(LINES).flatMap((line) => ('shownIn' in line ? line.writes.map((action) => [action, line.shownIn] as const) : []));
  test.each(elsewhere)('%s is shown by the test that is named', (action, file) => {
    expect(sourceOf(join(root, file))).toContain(`'${action}'`);
  });
});
