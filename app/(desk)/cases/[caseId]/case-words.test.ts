import { expect, test } from 'vitest';
import type { CaseEvent, CaseItem } from '@/lib/cases/schema';
import { byDay, foldRepeats, itemsWords, openReportsWords, whyOpen } from './case-words';

const item = (outcome: string | null): CaseItem => ({ id: 'i', summary: '', severity: 'high', receivedAt: '2026-11-23T08:00:00.000Z', outcome, files: 0, isPreserved: false });
const event = (part: Partial<CaseEvent>): CaseEvent => ({ id: 'e', at: '2026-11-23T08:00:00.000Z', actor: 'MO-01', words: 'Added a note', about: null, reason: null, isKey: false, ...part });

test('a case counts as closable only when everything is decided and every report is filed or withdrawn', () => {
  expect(whyOpen([item(null), item('enticement')], [])).toBe('1 item is not decided yet.');
  expect(whyOpen([item('enticement')], [{ state: 'finishing' }, { state: 'refused' }])).toBe('2 reports have no receipt yet.');
  expect(whyOpen([item('enticement')], [{ state: 'filed' }, { state: 'withdrawn' }])).toBeUndefined();
});

test('items are called all decided only when none waits', () => {
  expect(itemsWords([item('enticement'), item(null)])).toBe('2, 1 to decide');
  expect(itemsWords([item('enticement')])).toBe('1, all decided');
});

test('reports without a receipt are each counted where they are, not all where the first is', () => {
  expect(openReportsWords([{ state: 'uploading' }])).toBe('on its way');
  expect(openReportsWords([{ state: 'refused' }, { state: 'awaiting_approval' }, { state: 'needs_attention' }])).toBe('1 to agree to, 2 stuck');
});

test('the same act in a row is one line, while reveals, acts of others and other days stay apart', () => {
  const folded = foldRepeats([
    event({}),
    event({}),
    event({ actor: 'MO-02' }),
    event({ words: 'Revealed an original', isKey: true }),
    event({ words: 'Revealed an original', isKey: true }),
    event({}),
    event({ at: '2026-11-22T08:00:00.000Z' }),
  ]);
  expect(folded.map(({ words, actor, times }) => [words, actor, times])).toEqual([
    ['Added a note', 'MO-01', 2],
    ['Added a note', 'MO-02', 1],
    ['Revealed an original', 'MO-01', 1],
    ['Revealed an original', 'MO-01', 1],
    ['Added a note', 'MO-01', 1],
    ['Added a note', 'MO-01', 1],
  ]);
});

test('days keep the order of their events', () => {
  const days = byDay([event({ id: 'a' }), event({ id: 'b', at: '2026-11-22T23:59:59.999Z' })]);
  expect(days.map(({ day, events }) => [day, events.map(({ id }) => id)])).toEqual([['2026-11-23', ['a']], ['2026-11-22', ['b']]]);
});
