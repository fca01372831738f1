import { expect, test } from 'vitest';
import type { TrailRow } from '@/lib/audit';
import { merge, mergePage } from './merge';

const row = (seq: number, second = seq) => ({ id: `id-${seq}`, seq: String(seq), at: `2026-11-23T09:00:${String(second).padStart(2, '0')}.000Z` }) as TrailRow;
const seqs = (rows: readonly TrailRow[]) => rows.map(({ seq }) => Number(seq));

test('what comes late stands where its time says, and nothing stands twice', () => {
  expect(seqs(merge([row(9, 2), row(5), row(10, 5)], [row(5), row(3), row(1)]))).toEqual([10, 5, 3, 9, 1]);
});

test('what belongs on a page further down does not lengthen this one', () => {
  expect(seqs(mergePage([row(6), row(2)], [row(5), row(3)], true))).toEqual([6, 5, 3]);
  expect(seqs(mergePage([row(6), row(2)], [row(5), row(3)], false))).toEqual([6, 5, 3, 2]);
});
