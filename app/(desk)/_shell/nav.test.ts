import { expect, test } from 'vitest';
import { isWithin, PLACES } from './nav';

test('an item under review belongs to the queue, and a longer name does not', () => {
  expect(isWithin('/review/item-1', PLACES.queue)).toBe(true);
  expect(isWithin('/queue', PLACES.queue)).toBe(true);
  expect(isWithin('/queue-figures', PLACES.queue)).toBe(false);
});

test('no two places share an address or a key', () => {
  const places = Object.values(PLACES);
  expect(new Set(places.map((place) => place.href)).size).toBe(places.length);
  expect(new Set(places.map((place) => place.keys)).size).toBe(places.length);
});
