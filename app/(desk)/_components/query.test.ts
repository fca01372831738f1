import { expect, test } from 'vitest';
import { hrefWith, readQuery } from './query';

test('fields left empty in a filter form do not count as filters', async () => {
  expect(await readQuery(Promise.resolve({ person: '', text: 'C-2026', action: ['a', 'b'], from: undefined }))).toEqual({ text: 'C-2026', action: 'a' });
});

test('an address carries the filters that are set, encoded, and nothing else', () => {
  expect(hrefWith('/audit', { text: 'a & b', person: undefined, outcome: '' })).toBe('/audit?text=a+%26+b');
  expect(hrefWith('/audit', {})).toBe('/audit');
});
