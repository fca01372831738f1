import { beforeEach, describe, expect, test } from 'vitest';
import { type Ctx, transact } from '@/lib/db';
import { addPerson, addWaitingItems, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, manualClock } from '@/lib/kernel';
import { saveSettings } from '@/lib/wellness';
import { type Harm, OWN_SETTINGS } from '@/lib/wellness/schema';
import { actsAt } from '@/lib/wellness/testing';
import { list, openQueue, release, skip, take, takeNext } from './index';

const MINUTE = 60_000;
const database = testDatabase({ poolSize: 20 });
let clock: ReturnType<typeof manualClock>;

beforeEach(async () => {
  clock = manualClock(new Date('2026-11-23T09:00:00Z'));
  await database.client.item.updateMany({ data: { state: 'decided' } });
  await database.owner.query('DELETE FROM "DeskMinute"');
});

const as = <T>(actor: PersonActor, verb: (ctx: Ctx<PersonActor>) => Promise<Result<T>>) => transact(database.client, (tx) => verb(contextOf(tx, actor, clock)));
async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(`${settled.problem.code}: ${settled.problem.safeMessage}`);
  return settled.value;
}
const moderator = () => addPerson(database.client, 'moderator');
const optOut = (actor: PersonActor, ...optedOut: Harm[]) => must(as(actor, (ctx) => saveSettings(ctx, { ...OWN_SETTINGS, optedOut })));
const next = async (actor: PersonActor) => (await must(as(actor, takeNext)))?.itemId ?? null;
const skipIt = (actor: PersonActor, itemId: string) => must(as(actor, (ctx) => skip(ctx, { itemId })));
const seen = async (actor: PersonActor, view: 'next' | 'aside') => (await must(as(actor, (ctx) => list(ctx, { view })))).rows.map(({ id }) => id);

async function itemsOf(...harms: readonly (readonly Harm[])[]): Promise<string[]> {
  const ids = await addWaitingItems(database.client, harms.length);
  for (const [index, id] of ids.entries()) await database.client.item.update({ where: { id }, data: { harms: [...(harms[index] ?? [])], urgency: index } });
  return ids;
}

describe('an item that somebody skipped', () => {
  test('is free for others at once, at its old place, and never comes back to who skipped it', async () => {
    const [first, second] = await itemsOf(['grooming'], ['grooming']);
    const [anna, ben] = [await moderator(), await moderator()];
    expect(await next(anna)).toBe(first);
    await skipIt(anna, first!);
    expect(await next(anna)).toBe(second);
    await must(as(anna, (ctx) => release(ctx, { itemId: second! })));
    expect(await next(anna)).toBe(second);
    expect(await next(anna)).toBeNull();
    expect(await next(ben)).toBe(first);
  });

  test('is on the trail as released and as nothing else, so that nobody can count skips', async () => {
    const [itemId] = await itemsOf(['grooming']);
    const [anna, ben] = [await moderator(), await moderator()];
    const entries = async (actor: PersonActor) => (await database.client.auditEvent.findMany({ where: { actorId: actor.id }, orderBy: { seq: 'asc' }, select: { action: true, outcome: true, details: true, reason: true, targets: true, itemId: true, caseId: true } }));
    await must(as(anna, (ctx) => take(ctx, { itemId: itemId! })));
    await skipIt(anna, itemId!);
    await must(as(ben, (ctx) => take(ctx, { itemId: itemId! })));
    await must(as(ben, (ctx) => release(ctx, { itemId: itemId! })));
    expect(await entries(anna)).toEqual(await entries(ben));
  });

  test('stands under what they set aside, can be chosen from there, and is seen as ever by others', async () => {
    const [itemId] = await itemsOf(['grooming']);
    const [anna, ben] = [await moderator(), await moderator()];
    await next(anna);
    await skipIt(anna, itemId!);
    expect([await seen(anna, 'next'), await seen(anna, 'aside')]).toEqual([[], [itemId]]);
    expect([await seen(ben, 'next'), await seen(ben, 'aside')]).toEqual([[itemId], []]);
    expect((await must(as(anna, (ctx) => take(ctx, { itemId: itemId! })))).itemId).toBe(itemId);
    await skipIt(anna, itemId!);
    expect(await database.client.skip.count({ where: { personId: anna.id } })).toBe(1);
  });

  test('can be skipped only by who holds it', async () => {
    const [itemId] = await itemsOf(['grooming']);
    const [anna, ben] = [await moderator(), await moderator()];
    await next(anna);
    const refused = await as(ben, (ctx) => skip(ctx, { itemId: itemId! }));
    expect(refused.ok ? null : refused.problem.code).toBe('conflict');
    clock.advance(15 * MINUTE);
    const late = await as(anna, (ctx) => skip(ctx, { itemId: itemId! }));
    expect(late.ok ? null : late.problem.code).toBe('conflict');
    expect(await database.client.skip.count({ where: { itemId: itemId! } })).toBe(0);
  });
});

describe('harms that somebody asked not to be given', () => {
  test('are not given to them, whatever else the item is of', async () => {
    const [imagery, both, grooming] = await itemsOf(['imagery'], ['infant', 'grooming'], ['grooming']);
    const anna = await moderator();
    await optOut(anna, 'imagery', 'infant');
    expect([await seen(anna, 'next'), await seen(anna, 'aside')]).toEqual([[grooming], [imagery, both]]);
    expect([await next(anna), await next(anna)]).toEqual([grooming, null]);
  });

  test('“other” is also what came in before harms were noted', async () => {
    const [old, other, grooming] = await itemsOf([], ['other'], ['grooming']);
    const anna = await moderator();
    await optOut(anna, 'other');
    expect([await seen(anna, 'next'), await seen(anna, 'aside')]).toEqual([[grooming], [old, other]]);
    expect([await next(anna), await next(anna)]).toEqual([grooming, null]);
  });

  test('hold again what was chosen anew', async () => {
    const [imagery] = await itemsOf(['imagery']);
    const anna = await moderator();
    await optOut(anna, 'imagery');
    expect(await next(anna)).toBeNull();
    await optOut(anna);
    expect(await next(anna)).toBe(imagery);
  });
});

test('many take and skip at once: nobody is given again what they skipped, and every item finds somebody', async () => {
  const harms: readonly Harm[] = ['imagery', 'grooming', 'sextortion', 'other'];
  const items = await itemsOf(...Array.from({ length: 60 }, (_, index) => [harms[index % harms.length]!]));
  const people = await Promise.all(Array.from({ length: 8 }, moderator));
  const spared = new Map<string, Harm>();
  for (const [index, person] of people.entries()) {
    const harm = harms[index % harms.length]!;
    await optOut(person, harm);
    spared.set(person.id, harm);
  }
  const kept = await Promise.all(
    people.map(async (person, index) => {
      const [mine, skipped] = [[] as string[], new Set<string>()];
      for (let turn = index; ; turn += 1) {
        const itemId = await next(person);
        if (itemId === null) return mine;
        expect(skipped).not.toContain(itemId);
        if (turn % 3 === 0) {
          await skipIt(person, itemId);
          skipped.add(itemId);
        } else {
          mine.push(itemId);
        }
      }
    }),
  );
  // What the last to leave skipped may be left: others were gone by then.
  for (const person of people) for (let itemId = await next(person); itemId !== null; itemId = await next(person)) kept[people.indexOf(person)]!.push(itemId);
  expect(new Set(kept.flat()).size).toBe(kept.flat().length);
  const left = await database.client.item.findMany({ where: { id: { in: items }, leaseHolderId: null }, include: { skips: true } });
  for (const item of left) expect(people.every(({ id }) => spared.get(id) === item.harms[0] || item.skips.some(({ personId }) => personId === id))).toBe(true);
  const rows = new Map((await database.client.item.findMany({ where: { id: { in: items } } })).map((row) => [row.id, row]));
  for (const [index, mine] of kept.entries()) for (const id of mine) expect(rows.get(id)?.harms).not.toContain(spared.get(people[index]!.id));
});

test('who asked to see nothing before a look is shown no preview in the list, and nobody is of what they set aside', async () => {
  const [shown, aside] = await itemsOf(['grooming'], ['imagery']);
  const anna = await moderator();
  const { apiKeyId } = await database.client.item.findUniqueOrThrow({ where: { id: shown! } });
  const file = { id: anna.id, state: 'ready' as const, sha256: anna.id, sha1: '', md5: '', address: anna.id, contentType: 'image/png', byteSize: 1, wrappedKey: new Uint8Array(40), kekId: 'none', apiKeyId, createdAt: clock.now() };
  await database.client.media.create({ data: file });
  for (const itemId of [shown!, aside!]) await database.client.itemMedia.create({ data: { itemId, mediaId: file.id, position: 0 } });
  const previews = async (view: 'next' | 'aside') => (await must(as(anna, (ctx) => list(ctx, { view })))).rows.map(({ previewOf }) => previewOf);
  await optOut(anna, 'imagery');
  expect([await previews('next'), await previews('aside')]).toEqual([[file.id], [null]]);
  await must(as(anna, (ctx) => saveSettings(ctx, { ...OWN_SETTINGS, optedOut: ['imagery'], blur: 'hidden' })));
  expect(await previews('next')).toEqual([null]);
});

describe('what nobody at the desk is given', () => {
  const unclaimed = async (actor: PersonActor) => (await must(as(actor, (ctx) => openQueue(ctx, { view: 'next' })))).unclaimed;

  test('is told to supervisors as a number, once everybody set it aside', async () => {
    const [skipped, spared] = await itemsOf(['grooming'], ['imagery']);
    const [supervisor, anna] = [await addPerson(database.client, 'supervisor'), await moderator()];
    await actsAt(database.client, anna.id, clock.now(), 1);
    await optOut(anna, 'imagery');
    expect(await next(anna)).toBe(skipped);
    await skipIt(anna, skipped!);
    expect(await unclaimed(supervisor)).toBe(0);
    await optOut(supervisor, 'imagery');
    expect(await unclaimed(supervisor)).toBe(1);
    await must(as(supervisor, (ctx) => take(ctx, { itemId: skipped! })));
    await skipIt(supervisor, skipped!);
    expect(await unclaimed(supervisor)).toBe(2);
    expect(await unclaimed(anna)).toBeNull();
    // Chosen after all, it waits for nobody.
    await must(as(supervisor, (ctx) => take(ctx, { itemId: spared! })));
    expect(await unclaimed(supervisor)).toBe(1);
  });

  test('counts those who are there: not who left, is disabled, kept away, or asked for a second opinion', async () => {
    const [itemId] = await itemsOf(['imagery']);
    const supervisor = await addPerson(database.client, 'supervisor');
    await optOut(supervisor, 'imagery');
    const { caseId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId! } });
    expect(await unclaimed(supervisor)).toBe(1);

    const there = async () => {
      const person = await moderator();
      await actsAt(database.client, person.id, clock.now(), 1);
      return person;
    };
    const gone = await there();
    expect(await unclaimed(supervisor)).toBe(0);
    await database.owner.query('DELETE FROM "DeskMinute"');
    await actsAt(database.client, gone.id, new Date(clock.now().getTime() - 16 * MINUTE), 1);
    expect(await unclaimed(supervisor)).toBe(1);

    const disabled = await there();
    await database.client.person.update({ where: { id: disabled.id }, data: { disabledAt: clock.now() } });
    const kept = await there();
    await database.client.caseWall.create({ data: { id: kept.sessionId, caseId, personId: kept.id, reason: 'A test', createdAt: clock.now(), createdById: supervisor.id } });
    const asked = await there();
    await database.client.decision.create({ data: { id: asked.sessionId, itemId: itemId!, personId: asked.id, outcome: 'second_opinion', basis: 'facts', reportAnnotations: [], dangerNow: [], policyVersion: '1', decidedAt: clock.now() } });
    expect(await unclaimed(supervisor)).toBe(1);
    await there();
    expect(await unclaimed(supervisor)).toBe(0);
  });

  test('says nothing of a case that the supervisor is kept away from', async () => {
    const [itemId] = await itemsOf(['imagery']);
    const supervisor = await addPerson(database.client, 'supervisor');
    await optOut(supervisor, 'imagery');
    const { caseId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId! } });
    await database.client.caseWall.create({ data: { id: supervisor.sessionId, caseId, personId: supervisor.id, reason: 'A test', createdAt: clock.now(), createdById: supervisor.id } });
    expect(await unclaimed(supervisor)).toBe(0);
  });
});

describe('a break', () => {
  test('comes between items: none is given, and what one holds stays one’s own', async () => {
    const [first, second] = await itemsOf(['grooming'], ['grooming']);
    const anna = await moderator();
    expect(await next(anna)).toBe(first);
    await actsAt(database.client, anna.id, new Date(clock.now().getTime() - 55 * MINUTE), 56);
    const refused = await as(anna, takeNext);
    expect(refused.ok ? null : [refused.problem.code, refused.problem.fields[0]?.field]).toEqual(['limit_reached', 'break']);
    const chosen = await as(anna, (ctx) => take(ctx, { itemId: second! }));
    expect(chosen.ok ? null : chosen.problem.code).toBe('limit_reached');
    expect((await as(anna, (ctx) => take(ctx, { itemId: first! }))).ok).toBe(true);
    clock.advance(10 * MINUTE);
    expect(await next(anna)).toBe(second);
  });
});
