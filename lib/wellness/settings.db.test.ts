import { beforeEach, describe, expect, test } from 'vitest';
import { type Ctx, transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, manualClock, ok, parse } from '@/lib/kernel';
import { checkTake, readFloors, readOwn, saveFloors, saveSettings, settingsOf } from './index';
import { FLOORS, type FloorsInput, OWN_SETTINGS, type SettingsInput, floorsInput, settingsInput } from './schema';
import { actsAt } from './testing';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let anna: PersonActor;
let admin: PersonActor;
beforeEach(async () => {
  [anna, admin] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'admin')];
  await database.owner.query('DELETE FROM "WellnessFloors"');
});

const as = <T>(actor: PersonActor, verb: (ctx: Ctx<PersonActor>) => Promise<Result<T>>) => transact(database.client, (tx) => verb(contextOf(tx, actor, clock)));
const save = (change: Partial<SettingsInput> = {}) => as(anna, (ctx) => saveSettings(ctx, { ...OWN_SETTINGS, optedOut: [], ...change }));
const setFloors = (change: Partial<FloorsInput>) => as(admin, (ctx) => saveFloors(ctx, { ...FLOORS, ...change }));
const holds = async () => {
  const read = await as(anna, async (ctx) => ok(await settingsOf(ctx)));
  return read.ok ? read.value : undefined;
};
const events = (action: string) => database.client.auditEvent.findMany({ where: { action, actorId: { in: [anna.id, admin.id] } }, orderBy: { seq: 'asc' }, select: { details: true, reason: true, targets: true } });

describe('settings', () => {
  test('are grey, muted and folded until somebody says otherwise, with the caps that are documented', async () => {
    const { blur, isGrey, isMuted, isTextFolded, ...caps } = FLOORS;
    expect({ blur, isGrey, isMuted, isTextFolded }).toEqual({ blur: 'standard', isGrey: false, isMuted: false, isTextFolded: false });
    expect(caps).toEqual({ deskMinutes: 240, unblurredMinutes: 30, breakAfterMinutes: 50, breakMinutes: 10, calmMinutes: 30 });
    expect(await holds()).toEqual({ ...OWN_SETTINGS, caps });
  });

  test('are kept as chosen, and what they are is not on the trail', async () => {
    expect((await save({ blur: 'hidden', isGrey: false, optedOut: ['grooming', 'infant'], timeZone: 'America/Santiago', shift: { start: 1_320, end: 360 } })).ok).toBe(true);
    expect(await holds()).toMatchObject({ blur: 'hidden', isGrey: false, optedOut: ['infant', 'grooming'], timeZone: 'America/Santiago', shift: { start: 1_320, end: 360 } });
    expect(await events('wellness.settings_changed')).toEqual([{ details: {}, reason: null, targets: [] }]);
  });

  test('less strict than the floors are refused, each field by its name, and nothing is changed', async () => {
    await setFloors({ blur: 'strong', isGrey: true, isMuted: true });
    const refused = await save({ blur: 'standard', isGrey: false, isMuted: false, isTextFolded: false, timeZone: 'Asia/Tokyo' });
    expect(refused.ok ? [] : refused.problem.fields.map(({ field }) => field)).toEqual(['blur', 'isGrey', 'isMuted']);
    expect(await holds()).toMatchObject({ timeZone: 'UTC', blur: 'strong' });
    expect((await save({ blur: 'hidden', isGrey: true, isMuted: true, isTextFolded: false })).ok).toBe(true);
  });

  test('of before stricter floors hold no more, and come back with them', async () => {
    await save({ isGrey: false });
    await setFloors({ isGrey: true });
    expect(await holds()).toMatchObject({ isGrey: true });
    await setFloors({});
    expect(await holds()).toMatchObject({ isGrey: false });
  });

  test.each(['Mars/Olympus', '+01:00', 'Europe/Berlin; DROP', '', 'x'.repeat(80)])('a time zone like %j is none', (timeZone) => {
    const parsed = parse(settingsInput, { ...OWN_SETTINGS, timeZone });
    expect(parsed.ok ? [] : [...new Set(parsed.problem.fields.map(({ field }) => field))]).toEqual(['timeZone']);
  });

  test.each([{ start: 540, end: 540 }, { start: -1, end: 60 }, { start: 0, end: 1_440 }])('a shift like %j is none', (shift) => {
    expect(settingsInput.safeParse({ ...OWN_SETTINGS, shift }).success).toBe(false);
  });
});

describe('floors', () => {
  test('hold for everybody at once, and the entry says what was changed, before and after', async () => {
    await actsAt(database.client, anna.id, new Date('2026-11-23T07:00:00Z'), 60);
    expect((await as(anna, checkTake)).ok).toBe(true);
    expect((await setFloors({ deskMinutes: 60, isGrey: true })).ok).toBe(true);
    expect((await as(anna, checkTake)).ok).toBe(false);
    expect(await events('wellness.floors_changed')).toMatchObject([{ details: { before: { deskMinutes: 240, isGrey: false }, after: { deskMinutes: 60, isGrey: true } } }]);
  });

  test('that change nothing are no entry', async () => {
    await setFloors({});
    expect(await events('wellness.floors_changed')).toEqual([]);
  });

  test('are read with who changed them last', async () => {
    const untouched = await as(admin, readFloors);
    expect(untouched).toEqual({ ok: true, value: { floors: FLOORS, changed: null } });
    await setFloors({ calmMinutes: 45 });
    expect(await as(admin, readFloors)).toEqual({ ok: true, value: { floors: { ...FLOORS, calmMinutes: 45 }, changed: { at: '2026-11-23T09:00:00.000Z', by: admin.name } } });
    expect(await events('wellness.floors_read')).toHaveLength(2);
  });

  test('two admins at once: the trail has one change after the other', async () => {
    await Promise.all([setFloors({ breakMinutes: 15 }), setFloors({ breakMinutes: 20 })]);
    const [first, second] = (await events('wellness.floors_changed')).map(({ details }) => details as { before: unknown; after: unknown });
    expect(first?.before).toEqual({ breakMinutes: 10 });
    expect(second?.before).toEqual(first?.after);
  });

  test.each([['deskMinutes', 59], ['deskMinutes', 481], ['unblurredMinutes', 4], ['breakAfterMinutes', 121], ['breakMinutes', 4.5], ['calmMinutes', -1]])('%s of %d is out of bounds', (name, value) => {
    const parsed = parse(floorsInput, { ...FLOORS, [name]: value });
    expect(parsed.ok ? [] : parsed.problem.fields.map(({ field }) => field)).toEqual([name]);
  });
});

test('what is read of oneself says the floors beside the choice', async () => {
  await setFloors({ isMuted: true });
  const own = await as(anna, readOwn);
  expect(own.ok && own.value).toMatchObject({ floors: { isMuted: true }, settings: { isMuted: true } });
});
