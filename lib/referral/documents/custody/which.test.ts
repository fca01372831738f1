import { expect, test } from 'vitest';
import { ACTION_NAMES } from '@/lib/audit/schema';
import { TOLD, UNTOLD } from './which';

/** What an action that touches evidence begins with. */
const SUBJECTS = new Set(['media', 'item', 'items', 'message', 'evidence', 'decision', 'report', 'referral', 'hold', 'destruction', 'erasure']);

test('every action that may touch evidence is either told to the agency or not, and for whatever is not there is a reason', () => {
  const touching = ACTION_NAMES.filter((action) => SUBJECTS.has(action.split('.')[0] ?? ''));
  expect([...Object.keys(TOLD), ...Object.keys(UNTOLD)].sort()).toEqual(touching.sort());
  for (const reason of Object.values(UNTOLD)) expect(reason.length).toBeGreaterThan(20);
});

test('nothing of people’s wellness, of walls, alerts, sign-ins or the reading of the trail is told', () => {
  const subjects = new Set(Object.keys(TOLD).map((action) => action.split('.')[0]));
  expect([...subjects].sort()).toEqual(['decision', 'evidence', 'item', 'media', 'message', 'referral', 'report']);
});
