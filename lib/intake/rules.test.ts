import { describe, expect, test } from 'vitest';
import { harmsOf, mediaOf, rank, summarize } from './rules';
import { type ItemInput, itemInput } from './schema';
import { submission } from './testing/submissions';

const item = (change: Record<string, unknown> = {}): ItemInput => itemInput.parse(submission(change));
const ranked = (signals: Record<string, unknown>[], severityHint?: string) => rank(item({ signals, severityHint }));

const exact = { kind: 'hash_match', algorithm: 'sha256', list: 'confirmed', exact: true };
const near = (distance: number) => ({ kind: 'hash_match', algorithm: 'pdq', distance, threshold: 31 });
const grooming = (score: number) => ({ kind: 'classifier', label: 'grooming', score });
const report = { kind: 'user_report', reason: 'child_safety' };
const unknown = { kind: 'quantum_match', exact: true, score: 1 };

describe('the queue is in order of urgency', () => {
  test('an imminent hint goes before everything, then what is certain, then what happens now, then what is likely, then what was said', () => {
    const order = [
      ranked([report], 'imminent'), ranked([exact]), ranked([near(2)]), ranked([grooming(0.95)]), ranked([near(30)]),
      ranked([{ kind: 'trusted_flagger' }]), ranked([{ kind: 'classifier', label: 'nudity', score: 0.9 }]), ranked([report]), ranked([unknown]),
    ].map(({ urgency }) => urgency);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  });

  test('a hint raises and never lowers, and one that is not known changes nothing', () => {
    expect(ranked([exact], 'standard')).toEqual(ranked([exact]));
    expect(ranked([exact], 'catastrophic')).toEqual(ranked([exact]));
    expect(ranked([report], 'high').severity).toBe('high');
  });

  test('a test signal ranks like any other, so that a drill is a drill', () => {
    expect(ranked([{ ...exact, test: true }])).toEqual(ranked([exact]));
  });

  test('more signals never make an item less urgent', () => {
    const all = [exact, near(4), grooming(0.9), report, unknown];
    for (const one of all) for (const other of all) expect(ranked([one, other]).urgency).toBeLessThanOrEqual(ranked([one]).urgency);
  });

  test('a signal of an unknown kind is never acted upon by itself', () => {
    expect(ranked([unknown]).severity).toBe('standard');
    expect(ranked([{ ...exact, algorithm: 'blake9' }]).severity).toBe('standard');
  });
});

test.each([
  [{ signals: [near(4)], messages: [] }, 1, 'PDQ match, distance 4'],
  [{ signals: [exact] }, 1, 'SHA-256 exact, confirmed list'],
  [{ signals: [exact] }, 3, 'SHA-256 exact, confirmed list · 3 images'],
  [{ signals: [{ kind: 'classifier', label: 'enticement', score: 0.9 }] }, 0, 'Enticement signals, 1 message'],
  [{ signals: [report] }, 1, 'User report · 1 image'],
  [{ signals: [report, { kind: 'classifier', label: 'nudity', score: 0.91 }] }, 3, 'Classifier 0.91 · 3 images'],
  [{ signals: [unknown] }, 1, 'Unknown signal · 1 image'],
])('a line of the list says what flagged it: %#', (change, images, words) => {
  expect(summarize(item(change), images)).toBe(words);
});

test('no line of the list repeats what a message says', () => {
  const said = 'zucchini-canary';
  const messages = [{ externalId: 'm1', senderId: 'u1', sentAt: '2026-11-20T08:15:00Z', text: said }];
  for (const signal of [exact, near(4), grooming(0.9), report, unknown]) expect(summarize(item({ messages, signals: [signal] }), 2)).not.toContain(said);
});

test('files stand in the order of the messages, each once, then those that only a signal or the list of files names', () => {
  const [a, b, c, d] = ['0199e0c0-0000-7000-8000-00000000000d', '0199e0c0-0000-7000-8000-00000000000a', '0199e0c0-0000-7000-8000-00000000000b', '0199e0c0-0000-7000-8000-00000000000c'];
  const at = { senderId: 'u1', sentAt: '2026-11-20T08:15:00Z' };
  expect(mediaOf(item({ messages: [{ ...at, externalId: '1', media: [b, a] }, { ...at, externalId: '2', media: [b] }], signals: [{ ...exact, mediaId: c }], files: [{ mediaId: a }, { mediaId: d }] }))).toEqual([b, a, c, d]);
});

describe('the harms of an item', () => {
  const harms = (...signals: Record<string, unknown>[]) => harmsOf(item({ signals }).signals);
  const classifier = (label: string) => ({ kind: 'classifier', label, score: 0.4 });

  test('are those that its signals name, each once, whatever their score', () => {
    expect(harms(near(30), classifier('Grooming'), classifier('sextortion'), classifier('grooming'))).toEqual(['imagery', 'grooming', 'sextortion']);
  });

  test('are read from the words of people, too, however they write them', () => {
    expect(harms({ kind: 'user_report', reason: 'Self-harm' })).toEqual(['self_harm']);
    expect(harms({ kind: 'trusted_flagger', reason: ' violence gore ' })).toEqual(['violence']);
  });

  test.each([[[report]], [[classifier('brand_new_harm')]], [[unknown]], [[classifier('constructor')]]])('are “other” where no signal names one: %j', (signals) => {
    expect(harms(...signals)).toEqual(['other']);
  });

  test('that are known stand without the others', () => {
    expect(harms(report, classifier('trafficking'))).toEqual(['trafficking']);
  });
});
