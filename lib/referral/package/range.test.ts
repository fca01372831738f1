import { expect, test } from 'vitest';
import { rangeOf } from './range';

const ETAG = '"abc"';
const of = (header: string | null, ifRange: string | null = null) => rangeOf(header, ifRange, ETAG, 100);

test.each([
  ['bytes=0-', { first: 0, last: 99 }],
  ['bytes=40-', { first: 40, last: 99 }],
  ['bytes=0-0', { first: 0, last: 0 }],
  ['bytes=10-19', { first: 10, last: 19 }],
  ['Bytes=10-19', { first: 10, last: 19 }],
  ['bytes=90-500', { first: 90, last: 99 }],
  ['bytes=-1', { first: 99, last: 99 }],
  ['bytes=-500', { first: 0, last: 99 }],
])('%s is one range', (header, expected) => {
  expect(of(header)).toEqual(expected);
});

test.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('%s lies behind the end', (header) => {
  expect(of(header)).toBe('unsatisfiable');
});

test.each([null, '', 'bytes=', 'bytes=-', 'bytes=5-4', 'bytes=0-1,5-6', 'items=0-1', 'bytes=a-b', 'bytes=1e1-', `bytes=${'9'.repeat(40)}-`])('%s is answered with the whole', (header) => {
  expect(of(header)).toBeNull();
});

test('a range of another version than is there now is answered with the whole', () => {
  expect(of('bytes=40-', ETAG)).toEqual({ first: 40, last: 99 });
  for (const other of ['"other"', `W/${ETAG}`, 'Mon, 23 Nov 2026 09:00:00 GMT']) expect(of('bytes=40-', other)).toBeNull();
});
