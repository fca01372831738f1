import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadRules } from './load-rules';

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-routing-'));
const path = join(folder, 'routing.json');
afterAll(() => rmSync(folder, { recursive: true }));

const load = (content: unknown) => {
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return loadRules(path);
};
const because = 'a reason that people can read';
const rest = { name: 'rest', otherwise: true, to: ['ncmec'], because };
const rule = (more: object) => ({ name: 'one', when: { provider: ['GB'] }, to: ['uk-nca'], because, ...more });

test('rules of a file take the place of those that come with the desk', () => {
  expect(load({ rules: [rule({}), rest] })).toEqual([{ name: 'one', when: { provider: ['GB'] }, to: ['uk-nca'], because }, rest]);
  expect(loadRules(undefined).at(-1)).toMatchObject({ otherwise: true, to: ['ncmec'] });
});

test.each([
  ['{\n  "rules": [\n    { "name": "a" "to": [] }\n  ]\n}', /is not JSON from line 3, column 1[0-9] on\.$/],
  ['{\n  "rules": [', /is not JSON from line 2, column \d+ on\.$/],
  ['', /is not JSON from line 1, column 1 on\.$/],
])('a file that is no JSON is refused with the line: %j', (text, expected) => {
  expect(() => load(text)).toThrow(expected);
});

test.each<[string, unknown, RegExp]>([
  ['an authority that nobody knows', { rules: [rule({ to: ['uk-nc'] }), rest] }, /rules\[1\]\.to\[1\]: "uk-nc" is no hotline of the directory; there are ncmec, uk-nca,/],
  ['a condition that nobody knows', { rules: [rule({ when: { providers: ['GB'] } }), rest] }, /rules\[1\]\.when: Unrecognized key: "providers"/],
  ['a country in small letters', { rules: [rule({ when: { users: ['FR', 'gb'] } }), rest] }, /rules\[1\]\.when\.users\[2\]: must be a country by two capital letters/],
  ['an outcome that is not reported', { rules: [rule({ when: { outcome: ['other_policy'] } }), rest] }, /rules\[1\]\.when\.outcome\[1\]: is no outcome that is reported/],
  ['no reason', { rules: [rule({ because: '' }), rest] }, /rules\[1\]\.because: must say why/],
  ['neither a condition nor the rest', { rules: [{ name: 'one', to: ['ncmec'], because }, rest] }, /rules\[1\]: must have either "when" or "otherwise"/],
  ['nothing for the rest', { rules: [rule({})] }, /rules\[1\]: must have "otherwise": true/],
  ['the rest before the end', { rules: [rest, rule({}), rest] }, /rules\[1\]\.otherwise: belongs to the last rule alone/],
  ['a rest that takes addresses only', { rules: [{ ...rest, to: ['iwf'] }] }, /rules\[1\]\.to: must name an authority that takes text and files/],
  ['no rules', { rules: [] }, /rules: /],
  ['something else', [], /the file: /],
])('a file with %s is refused, and the field is named', (_what, content, expected) => {
  expect(() => load(content)).toThrow(expected);
});

test('a file that is not there is named', () => {
  expect(() => loadRules(join(folder, 'none.json'))).toThrow(/^ROUTING_FILE names .*none\.json, which cannot be read\.$/);
});
