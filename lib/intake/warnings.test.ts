import { expect, test } from 'vitest';
import { itemInput } from './schema';
import { submission } from './testing/submissions';
import { warningsOf } from './warnings';

const warned = (change: Record<string, unknown>) => warningsOf(itemInput.parse(submission(change))).map(({ field }) => field).sort();

test('values that are not known are marked with their place', () => {
  const subject = { externalId: 'u1', ipEvents: [{ ip: '2001:db8::1', event: 'Message', at: '2026-11-20T08:15:00Z' }] };
  const signals = [{ kind: 'quantum_match', exact: true, score: 1 }, { kind: 'hash_match', algorithm: 'blake9' }];
  expect(warned({ subject, conversation: { externalId: 'c', encryption: 'quantum' }, severityHint: 'dire', signals })).toEqual([
    'conversation/encryption', 'severityHint', 'signals/0/kind', 'signals/1/algorithm', 'subject/ipEvents/0/event',
  ]);
  expect(warned({})).toEqual([]);
});

test('a word that a hotline has none for never refuses an item, however deep it stands', () => {
  const at = '2026-11-20T08:15:00Z';
  const subject = {
    externalId: 'u1',
    emails: [{ address: 'u1@example.com', type: 'Pigeon' }],
    phones: [{ number: '5550100', type: 'Satellite' }],
    addresses: [{ city: 'Springfield', country: 'Shelbyville', type: 'Cabin' }],
    devices: [{ idType: 'IMEI', idValue: '1', event: 'Wake', at }],
    associated: [{ relation: 'Cousin', emails: [{ address: 'a@example.com', type: 'Pigeon' }] }],
  };
  expect(warned({ subject, participants: [{ externalId: 'u2', role: 'witness' }], incidents: [{ kind: 'carrier_pigeon', ipEvents: [{ ip: '203.0.113.9', event: 'Coo', at }] }] })).toEqual([
    'incidents/0/ipEvents/0/event', 'incidents/0/kind', 'participants/0/role', 'subject/addresses/0/type', 'subject/associated/0/emails/0/type',
    'subject/associated/0/relation', 'subject/devices/0/event', 'subject/emails/0/type', 'subject/phones/0/type',
  ]);
});
