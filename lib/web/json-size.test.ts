import { expect, test } from 'vitest';
import { FIELDS_MAX, NESTING_MAX, VALUES_MAX, excessOf } from './json-size';

const of = (text: string) => excessOf(new TextEncoder().encode(text));
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const fields = (count: number) => `{${Array.from({ length: count }, (_, at) => `"f${at}":[1]`).join(',')}}`;

test.each([
  ['as deep as may be', nested(NESTING_MAX), null],
  ['one deeper', nested(NESTING_MAX + 1), 'deep'],
  ['deep without an end', '{"a":'.repeat(1_000_000), 'deep'],
  ['as many as may be', `[${'0,'.repeat(VALUES_MAX - 2)}0]`, null],
  ['one more', `[${'0,'.repeat(VALUES_MAX - 1)}0]`, 'many'],
  ['many empty objects', `[${'{},'.repeat(VALUES_MAX / 2)}0]`, 'many'],
  ['an object of as many fields as may be', fields(FIELDS_MAX), null],
  ['one field more', fields(FIELDS_MAX + 1), 'many'],
  ['as many again in the next object, and lists without a bound beside them', `[${fields(FIELDS_MAX)},[${'0,'.repeat(5_000)}0],${fields(FIELDS_MAX)}]`, null],
  ['brackets that only close', ']}'.repeat(1_000), null],
  ['brackets and commas in a text, after an escaped quote', JSON.stringify(`"${'[,{'.repeat(VALUES_MAX)}\\`), null],
  ['a text that never ends', `"${'[,{'.repeat(VALUES_MAX)}`, null],
  ['nothing', '', null],
] as const)('%s', (_, text, expected) => {
  expect(of(text)).toBe(expected);
});
