import { expect, test } from 'vitest';
import { NESTING_MAX, VALUES_MAX, isTooMuch } from './json-size';

const of = (text: string) => isTooMuch(new TextEncoder().encode(text));
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test.each([
  ['as deep as may be', nested(NESTING_MAX), null],
  ['one deeper', nested(NESTING_MAX + 1), 'deep'],
  ['deep without an end', '{"a":'.repeat(1_000_000), 'deep'],
  ['as many as may be', `[${'0,'.repeat(VALUES_MAX - 2)}0]`, null],
  ['one more', `[${'0,'.repeat(VALUES_MAX - 1)}0]`, 'many'],
  ['many empty objects', `[${'{},'.repeat(VALUES_MAX / 2)}0]`, 'many'],
  ['brackets and commas in a text, after an escaped quote', JSON.stringify(`"${'[,{'.repeat(VALUES_MAX)}\\`), null],
  ['a text that never ends', `"${'[,{'.repeat(VALUES_MAX)}`, null],
  ['nothing', '', null],
] as const)('%s', (_, text, expected) => {
  expect(of(text)).toBe(expected);
});
