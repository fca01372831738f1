import { describe, expect, test } from 'vitest';
import { canonical } from './canonical';
import { prepare } from './prepare';
import { readBody } from './read-body';
import { rank, summarize } from './rules';
import { BATCH_MAX, itemInput } from './schema';
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
});

test('a body that nests without end is refused rather than followed', () => {
  expect(canonical(JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toBeNull();
});

test.each([
  ['a list', [], 'invalid'], ['nothing', null, 'invalid'], ['a word', 'x', 'invalid'],
  ['an empty batch', { items: [] }, 'invalid'], ['a batch of no list', { items: {} }, 'invalid'],
  ['a batch that is too large', { items: Array(BATCH_MAX + 1).fill({}) }, 'too_large'],
])('%s is no submission', (_, body, code) => {
  const read = readBody(body);
  expect(read.ok ? 'taken' : read.problem.code).toBe(code);
});
