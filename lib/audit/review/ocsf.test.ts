import { expect, test } from 'vitest';
import { ACTIONS, ACTION_NAMES, OUTCOMES } from '../schema';
import { csvLine } from './csv';
import { CLASSES, EVENT_KINDS } from './event-kinds';
import type { Leaf } from './leaf';
import { toOcsf } from './ocsf';
import { redact } from './redact';

const leafOf = (change: Partial<Leaf>): Leaf => ({
  v: 1,
  at: '2026-11-16T09:30:00.123Z',
  id: '01a00000-0000-7000-8000-000000000001',
  actor: { kind: 'person', id: '01a00000-0000-7000-8000-000000000002', name: 'SU-01' },
  role: 'supervisor',
  session: '01a00000-0000-7000-8000-000000000003',
  request: '01a00000-0000-7000-8000-000000000004',
  action: 'case.read',
  outcome: 'done',
  case: null,
  item: null,
  targets: [],
  reason: null,
  details: {},
  ...change,
});
const eventOf = (change: Partial<Leaf>) => toOcsf(leafOf(change), 'hash') as Record<string, unknown>;

/** What the schema requires of every event, and of each class beyond that (https://schema.ocsf.io/1.3.0). */
const BASE = ['activity_id', 'category_uid', 'class_uid', 'metadata', 'severity_id', 'time', 'type_uid'];
const REQUIRED: Readonly<Record<number, readonly string[]>> = { 3002: ['user', 'service'], 3004: ['entity'], 6001: ['web_resources'], 6005: ['actor', 'src_endpoint', 'table'] };
/** The activities that each class knows. */
const ACTIVITIES: Readonly<Record<number, readonly number[]>> = { 3002: [1, 2, 3, 4, 5, 99], 3004: [1, 2, 3, 4, 99], 6001: [1, 2, 3, 4, 5, 6, 7, 8, 99], 6005: [1, 2, 3, 4, 5, 6, 7, 99] };

test('every action becomes an event with all that its class requires, and says so in numbers that agree', () => {
  expect(Object.keys(EVENT_KINDS).sort()).toEqual([...ACTION_NAMES].sort());
  for (const action of ACTION_NAMES) {
    for (const outcome of OUTCOMES) {
      const event = eventOf({ action, outcome });
      const [uid, activity] = [event.class_uid as number, event.activity_id as number];
      for (const name of [...BASE, ...(REQUIRED[uid] ?? ['a class that is known'])]) expect([action, name, event[name]], action).not.toContain(undefined);
      expect(ACTIVITIES[uid]).toContain(activity);
      expect(event.type_uid).toBe(uid * 100 + activity);
      expect(event.category_uid).toBe(Math.floor(uid / 1000));
      expect(event).toMatchObject({ time: Date.UTC(2026, 10, 16, 9, 30, 0, 123), status_id: outcome === 'done' ? 1 : 2, metadata: { version: '1.3.0', product: { name: 'Watchkeeper' }, uid: '01a00000-0000-7000-8000-000000000001' } });
      expect(event.actor).toMatchObject({ user: { uid: '01a00000-0000-7000-8000-000000000002', name: 'SU-01' } });
      expect(event.unmapped).toMatchObject({ action, outcome, leaf_hash: 'hash' });
      expect([1, 2, 3, 4, 5, 6]).toContain(event.severity_id);
    }
  }
});

test('the details that pass a redaction are ones that the action has', () => {
  for (const action of ACTION_NAMES) {
    const [, , ...codes] = EVENT_KINDS[action] as readonly string[];
    expect(Object.keys(ACTIONS[action].details.shape)).toEqual(expect.arrayContaining(codes));
  }
});

test('sign-ins, changes, readings and evidence are of the classes that a SIEM looks for them in', () => {
  const classOf = (action: Leaf['action']) => eventOf({ action }).class_uid;
  expect(['session.signed_in', 'factor.added'].map((action) => classOf(action as Leaf['action']))).toEqual([3002, 3002]);
  expect(['person.disabled', 'api_key.revoked', 'case.walled'].map((action) => classOf(action as Leaf['action']))).toEqual([3004, 3004, 3004]);
  expect(['case.read', 'access.refused', 'audit.read'].map((action) => classOf(action as Leaf['action']))).toEqual([6001, 6001, 6001]);
  expect(['evidence.revealed', 'referral.taken', 'audit.exported'].map((action) => classOf(action as Leaf['action']))).toEqual([6005, 6005, 6005]);
  expect(Object.values(CLASSES).map(({ uid }) => uid)).toEqual([3002, 3004, 6001, 6005]);
});

test('a failed sign-in of nobody names whose account it was', () => {
  const event = eventOf({ action: 'session.sign_in_failed', outcome: 'failed', actor: { kind: 'nobody', id: null, name: 'nobody' }, targets: [{ type: 'person', id: 'the-person' }] });
  expect(event).toMatchObject({ type_uid: 300201, user: { uid: 'the-person' }, actor: { user: { uid: 'nobody', name: 'nobody' } } });
});

test('an action that this version does not know leaves all the same, and redacted with nothing of its details', () => {
  const leaf = { ...leafOf({ action: 'case.renamed' as Leaf['action'], details: { name: 'a name' } }), more: 'a text' } as Leaf;
  expect(toOcsf(leaf, 'hash')).toMatchObject({ class_uid: 6001, activity_id: 99, message: 'case.renamed' });
  expect(csvLine(leaf, 'hash')).toContain('"case.renamed"');
  const covered = redact(leaf, () => 'covered');
  expect(covered.details).toEqual({ name: 'covered' });
  expect(JSON.stringify(covered)).not.toMatch(/a text|a name/);
});

test('a user is of a type that the version knows, and a platform’s program says which other', () => {
  const userOf = (kind: string) => (eventOf({ actor: { kind, id: null, name: 'x' } }).actor as { user: object }).user;
  expect(['person', 'system', 'nobody', 'platform'].map(userOf)).toMatchObject([{ type_id: 1 }, { type_id: 3 }, { type_id: 0 }, { type_id: 99, type: 'Platform' }]);
});
