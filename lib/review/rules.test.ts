import { expect, test } from 'vitest';
import { type SignalFacts, copiesFact, earlierFact, matchedFact, viewingFact, wordsOf } from './rules';

const signal = (part: Partial<SignalFacts>): SignalFacts => ({
  kind: 'hash_match', isKnown: true, detector: 'hma', list: 'confirmed', algorithm: 'pdq', distance: 4, threshold: 31, quality: 97, exact: false,
  label: null, score: null, modelVersion: null, reason: null, ...part,
});

test('the exact match is named before the near one, and the near one before a score', () => {
  const score = signal({ kind: 'classifier', label: 'grooming', score: 0.91 });
  const near = signal({});
  const nearer = signal({ distance: 2 });
  const exact = signal({ algorithm: 'sha256', exact: true, quality: null });
  expect(matchedFact([score, near, exact])).toEqual({ title: 'Confirmed list, SHA-256', detail: 'exact' });
  expect(matchedFact([score, near, nearer])).toEqual({ title: 'Confirmed list, PDQ', detail: 'distance 2 of 31 · quality 97' });
  expect(matchedFact([score]).title).toBe('Classifier: grooming, score 0.91');
});

test('looking is not needed only for an exact match on the confirmed list, and where there is nothing to see', () => {
  const file = { state: 'ready', viewed: 'not_viewed' } as const;
  expect(viewingFact([signal({ exact: true })], [file])).toMatchObject({ isNeeded: false, title: 'Not needed to decide' });
  expect(viewingFact([signal({})], [file]).isNeeded).toBe(true);
  expect(viewingFact([signal({ exact: true, list: 'unverified' })], [file]).isNeeded).toBe(true);
  expect(viewingFact([signal({ kind: 'user_report' })], [])).toMatchObject({ isNeeded: false, title: 'Nothing to look at' });
  expect(viewingFact([signal({})], [{ ...file, state: 'unreadable' }])).toMatchObject({ isNeeded: false, title: 'Cannot be shown' });
  expect(viewingFact([signal({})], [{ ...file, state: 'unreadable' }, file]).isNeeded).toBe(true);
});

test('only what was viewed entirely counts as viewed', () => {
  const files = (['entirely', 'in_part', 'not_viewed'] as const).map((viewed) => ({ state: 'ready' as const, viewed }));
  expect(viewingFact([signal({})], files).title).toBe('1 of 3 viewed entirely');
  expect(viewingFact([signal({})], files.slice(1)).title).toBe('May be needed');
});

test('copies are counted by the file that came most often', () => {
  expect(copiesFact([])).toEqual({ title: 'None', detail: 'text only' });
  expect(copiesFact([{ copies: 0 }])).toEqual({ title: 'None', detail: 'no other item holds this file' });
  expect(copiesFact([{ copies: 1 }])).toEqual({ title: 'In 1 other item', detail: 'the very same file' });
  expect(copiesFact([{ copies: 2 }, { copies: 0 }, { copies: 5 }])).toEqual({ title: 'In 5 other items', detail: '2 of 3 files were sent before, one of them that often' });
});

test('a kind or algorithm of a signal that is not known is kept and says so', () => {
  expect(wordsOf(signal({ algorithm: 'constructor', isKnown: false }))).toBe('constructor match, distance 4 of 31, confirmed list');
  expect(wordsOf(signal({ kind: 'audio_match', isKnown: false, detector: 'ears' }))).toBe('audio match (unknown kind) from ears');
});

test('earlier decisions are counted by what they were, by whom and how long ago', () => {
  const now = new Date('2026-11-23T09:00:00Z');
  const decided = (outcome: 'apparent_csam' | 'not_violating', personId: string) => ({ outcome, personId, decidedAt: new Date('2026-11-14T09:00:00Z') });
  expect(earlierFact([decided('apparent_csam', 'a'), decided('apparent_csam', 'b'), decided('not_violating', 'b')], now)).toEqual({ title: '2 of 3 reportable', detail: '2 reviewers, 9 days ago' });
  expect(earlierFact([], now).title).toBe('None');
});
