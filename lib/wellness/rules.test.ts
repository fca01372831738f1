import { describe, expect, test } from 'vitest';
import { calmUntil, deskMinutes, isBreakDue, looser, settingsUnder, spared, workSince } from './rules';
import { FLOORS, OWN_SETTINGS, type Settings } from './schema';

const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const settings = (change: Partial<Settings> = {}): Settings => ({ ...settingsUnder(OWN_SETTINGS, FLOORS), ...change });

describe('what holds', () => {
  test('is the choice, where it is stricter than the floors', () => {
    const own = { ...OWN_SETTINGS, blur: 'hidden', isGrey: true } as const;
    expect(settingsUnder(own, FLOORS)).toMatchObject({ blur: 'hidden', isGrey: true, isMuted: true, isTextFolded: true });
  });

  test('is the floor, where the choice is looser, and each such field is named', () => {
    const own = { ...OWN_SETTINGS, blur: 'standard', isGrey: false, isMuted: false, isTextFolded: false } as const;
    const floors = { ...FLOORS, blur: 'strong', isGrey: true, isMuted: true, isTextFolded: true } as const;
    expect(looser(own, floors)).toEqual(['blur', 'isGrey', 'isMuted', 'isTextFolded']);
    expect(settingsUnder(own, floors)).toMatchObject({ blur: 'strong', isGrey: true, isMuted: true, isTextFolded: true });
    expect(looser({ ...own, isGrey: true }, { ...FLOORS, isGrey: true })).toEqual([]);
  });
});

describe('harms that a person is spared', () => {
  test('are those that they named and the item has', () => {
    expect(spared(['grooming', 'infant'], ['imagery', 'infant'])).toEqual(['infant']);
    expect(spared([], ['imagery'])).toEqual([]);
  });
  test('an item of which nothing is known is “other”', () => {
    expect(spared(['other'], [])).toEqual(['other']);
  });
});

describe('minutes at the desk', () => {
  test('are those in which somebody acted', () => expect(deskMinutes([10, 20, 30])).toBe(3));
  test('and the few in between', () => expect(deskMinutes([10, 14, 15])).toBe(6));
  test('but not a pause', () => expect(deskMinutes([10, 15])).toBe(2));
  test('are none of who did nothing', () => expect(deskMinutes([])).toBe(0));
});

describe('a break', () => {
  const caps = { breakMinutes: 10, breakAfterMinutes: 50 };
  test('is due after so many minutes without a pause', () => {
    expect(isBreakDue(run(0, 49), 49, caps)).toBe(false);
    expect(isBreakDue(run(0, 50), 50, caps)).toBe(true);
  });
  test('pauses that are too short are none', () => expect(isBreakDue([0, 9, 18, 27, 36, 45, 50], 50, caps)).toBe(true));
  test('work counts from the last pause on', () => {
    expect(workSince([0, 10, 20, 35, 44], 44, caps)).toBe(35);
    expect(isBreakDue([...run(0, 30), ...run(40, 89)], 89, caps)).toBe(false);
  });
  test('ends by itself', () => {
    expect(isBreakDue(run(0, 60), 69, caps)).toBe(true);
    expect(isBreakDue(run(0, 60), 70, caps)).toBe(false);
    expect(isBreakDue([...run(0, 60), 70], 70, caps)).toBe(false);
  });
});

describe('the calm end of a shift', () => {
  const day = settings({ timeZone: 'Europe/Berlin', shift: { start: 9 * 60, end: 17 * 60 } });
  const night = settings({ timeZone: 'Europe/Berlin', shift: { start: 19 * 60, end: 3 * 60 + 15 } });
  test.each<[string, Settings, string, boolean]>([
    ['has not begun', day, '2026-11-23T15:29:59Z', false],
    ['begins half an hour before it', day, '2026-11-23T15:30:00Z', true],
    ['is over with it', day, '2026-11-23T16:00:00Z', false],
    ['is no matter outside of shifts', day, '2026-11-23T22:00:00Z', false],
    ['is unknown to who named none', settings({ timeZone: 'Europe/Berlin' }), '2026-11-23T15:45:00Z', false],
    ['counts minutes that pass, not those on the clock, when clocks go forward', night, '2026-03-29T00:44:59Z', false],
    ['so at a quarter to two it is half an hour until a quarter past three', night, '2026-03-29T00:45:00Z', true],
    ['and when they go back, the first two o’clock is early', night, '2026-10-25T00:50:00Z', false],
    ['and the second is not', night, '2026-10-25T01:50:00Z', true],
  ])('%s', (_, who, at, isCalm) => {
    expect(calmUntil(who, new Date(at)) !== null).toBe(isCalm);
  });
});
