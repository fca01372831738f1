import { describe, expect, test } from 'vitest';
import { canonical } from './canonical';
import { parseItem } from './parse-item';
import { prepare } from './prepare';
import { readBody } from './read-body';
import { rank, summarize } from './rules';
import { BATCH_MAX, VALUES_MAX, itemInput } from './schema';
import { submission } from './testing/submissions';

const fieldsOf = (change: Record<string, unknown>) => itemInput.safeParse(submission(change)).error?.issues.map(({ path }) => path.join('/')).sort() ?? [];

test('the example of the description is taken as it stands', () => {
  expect(fieldsOf({})).toEqual([]);
});

describe('bad input names every offending field', () => {
  test('several at once, deep ones too', () => {
    expect(
      fieldsOf({
        externalId: '',
        occurredAt: '2026-11-20 08:15',
        subject: { externalId: 'u1', ipEvents: [{ ip: '203.0.113.999', event: 'Upload', at: '2026-11-20T08:15:00', port: 70_000 }], profileUrl: 'javascript:alert(1)' },
        messages: [{ externalId: 'm1', senderId: 'u1', sentAt: '2026-02-30T08:15:00Z', media: ['nonsense'] }],
        signals: [{ kind: 'classifier', score: 1.5 }, { kind: 'hash_match' }, { kind: 'user_report' }],
      }),
    ).toEqual([
      'externalId', 'messages/0/media/0', 'messages/0/sentAt', 'occurredAt', 'signals/0/label', 'signals/0/score', 'signals/1/algorithm', 'signals/2/reason',
      'subject/ipEvents/0/at', 'subject/ipEvents/0/ip', 'subject/ipEvents/0/port', 'subject/profileUrl',
    ]);
  });

  test.each([
    ['no signal', { signals: [] }, ['signals']],
    ['no subject', { subject: undefined }, ['subject']],
    ['a NUL that the database cannot keep', { platform: 'a\0b' }, ['platform']],
    ['a NUL in an address', { subject: { externalId: 'u1', profileUrl: 'https://example.com/\0' } }, ['subject/profileUrl']],
    ['years that the database writes in another way', { occurredAt: '0000-06-01T00:00:00Z', messages: [{ externalId: 'm', senderId: 'u1', sentAt: '9999-12-31T23:59:59-14:00' }] }, ['messages/0/sentAt', 'occurredAt']],
    ['too many messages', { messages: Array(1_001).fill({ externalId: 'm', senderId: 'u1', sentAt: '2026-11-20T08:15:00Z' }) }, ['messages']],
  ])('%s', (_, change, fields) => {
    expect(fieldsOf(change)).toEqual(fields);
  });
});

test.each(['constructor', '__proto__', 'toString'])('a sender’s word that every object knows, %s, is a word like any other', (word) => {
  expect(fieldsOf({ signals: [{ kind: word }] })).toEqual([]);
  const item = itemInput.parse(submission({ severityHint: undefined, signals: [{ kind: 'classifier', label: word, score: 1 }] }));
  expect([rank(item).severity, summarize(item, 0)]).toEqual(['standard', 'Classifier 1.00, 1 message']);
});

test('an item has no more files than a decision can judge', () => {
  const message = (at: number) => ({ externalId: `m${at}`, senderId: 'u1', sentAt: '2026-11-20T08:15:00Z', media: Array.from({ length: 50 }, (_, file) => `0198f000-0000-7000-8000-${String(at * 50 + file).padStart(12, '0')}`) });
  const refused = prepare(submission({ messages: Array.from({ length: 21 }, (_, at) => message(at)) }), 0);
  expect(refused.ok === false && refused.problem.fields).toEqual([{ field: 'messages', message: 'At most 1000 files in all' }]);
});

test('the same body in another order or spacing is the same body; another value is another', () => {
  const one = canonical(JSON.parse('{"b":[1,{"y":null,"x":"é"}],"a":true}'));
  expect(one).toBe(canonical(JSON.parse(' { "a" : true, "b" : [ 1.0, { "x" : "\\u00e9", "y" : null } ] } ')));
  expect(one).not.toBe(canonical(JSON.parse('{"b":[1,{"y":null,"x":"e"}],"a":true}')));
  expect(JSON.parse(canonical({ a: undefined, b: { c: undefined } }))).toEqual({ b: {} });
});

test('an item that nests without end, or holds more than any can, is refused before it is looked into', () => {
  const refusalOf = (raw: unknown) => prepare(raw, 0);
  expect(refusalOf(submission({ vendor: JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown }))).toMatchObject({ ok: false, problem: { code: 'invalid', fields: [{ message: 'At most 32 levels' }] } });
  expect(refusalOf(submission({ vendor: Array(VALUES_MAX).fill(0) }))).toMatchObject({ ok: false, problem: { code: 'too_large', fields: [{ field: '(body)' }] } });
});

test('of an item that is wrong everywhere only so much is read as it takes to refuse it', () => {
  let read = 0;
  const bad = { get externalId() { read += 1; return 7; } };
  const refused = prepare(submission({ messages: Array(1_000).fill(bad) }), 0);
  expect(refused).toMatchObject({ ok: false, problem: { safeMessage: 'The item has very many fields that cannot be accepted. The first 200 are named.' } });
  expect(refused.ok === false && refused.problem.fields).toHaveLength(200);
  expect(read).toBeLessThan(2_000);
});

test('an item of a large batch has fewer of its fields named, and every list element its own place', () => {
  const refused = prepare(submission({ occurredAt: 'x', messages: [{}, {}], signals: [{ kind: 'classifier' }] }), 0, 500);
  expect(refused.ok === false && refused.problem.fields.map(({ field }) => field)).toEqual(['occurredAt', 'messages/0/externalId', 'messages/0/senderId', 'messages/0/sentAt', 'messages/1/externalId', 'messages/1/senderId', 'messages/1/sentAt', 'signals/0/label', 'signals/0/score']);
  const worse = prepare(submission({ messages: Array(20).fill({}) }), 0, 500);
  expect(worse.ok === false && worse.problem.fields).toHaveLength(10);
});

test('an item is read list by list exactly as its schema reads it whole', () => {
  for (const change of [{}, { messages: undefined, participants: undefined }, { messages: {} }, { signals: [] }, { signals: 7 }, { participants: Array(101).fill({ externalId: 'u' }) }, { messages: [{ externalId: 'm' }, 7] }]) {
    const raw = submission(change);
    const [whole, parts] = [itemInput.safeParse(raw), parseItem(raw, 200)];
    expect(parts.ok ? parts.value : parts.problem.fields.map(({ field }) => field).sort()).toEqual(whole.success ? whole.data : whole.error.issues.map(({ path }) => path.join('/')).sort());
  }
});

test.each([
  ['a list', [], 'invalid'], ['nothing', null, 'invalid'], ['a word', 'x', 'invalid'],
  ['an empty batch', { items: [] }, 'invalid'], ['a batch of no list', { items: {} }, 'invalid'],
  ['a batch that is too large', { items: Array(BATCH_MAX + 1).fill({}) }, 'too_large'],
])('%s is no submission', (_, body, code) => {
  const read = readBody(body);
  expect(read.ok ? 'taken' : read.problem.code).toBe(code);
});
