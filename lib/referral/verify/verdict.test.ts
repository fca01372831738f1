import { expect, test } from 'vitest';
import { finding, findingWords } from './findings';
import { type Owed, judged } from './verdict';

const OWED: readonly Owed[] = [
  { code: 'good_hashes', file: 'one', what: 'one thing' },
  { code: 'good_hashes', file: 'other', what: 'another' },
  { code: 'good_signature', file: 'one', what: 'who signed' },
];
const GOOD = OWED.map(({ code, file }) => finding(code, file, 'good'));

async function judge(found: readonly ReturnType<typeof finding>[]): Promise<string[]> {
  async function* said() {
    for (const each of found) yield await Promise.resolve(each);
  }
  const words: string[] = [];
  for await (const each of judged(said(), OWED)) words.push(findingWords(each));
  return words.slice(found.length);
}

test('what was owed and not found right is a fault, whichever it is, however little was found wrong', async () => {
  expect(await judge(GOOD)).toEqual([]);
  for (const missing of GOOD) expect(await judge(GOOD.filter((each) => each !== missing))).toEqual([`✗ ${missing.file}: It was not proven ${OWED[GOOD.indexOf(missing)]?.what}, and nobody may take that for granted.`]);
  expect(await judge([])).toHaveLength(OWED.length);
  expect(await judge([finding('is_test', 'one')])).toHaveLength(OWED.length);
});

test('beside a fault nothing is added to it', async () => {
  expect(await judge([finding('extra', 'three', 'one'), ...GOOD.slice(1)])).toEqual([]);
});
