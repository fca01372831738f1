import { type Finder, anchorOf, literally, matching } from './finder';
import { foldWhole } from './fold';

/** Codes of countries of one and two digits (ITU-T E.164); all others have three, and none begins like another. */
const ONE = '17';
const TWO = '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(' ');

function countryOf(digits: string): string {
  if (ONE.includes(digits.charAt(0))) return digits.charAt(0);
  return digits.slice(0, TWO.includes(digits.slice(0, 2)) ? 2 : 3);
}

const BETWEEN = '[ ().\\/-]{0,3}';
const ABROAD = '(?:\\+ ?|(?<!\\d)00)';
/** The 0 that stands before a number within its country, and in brackets behind the code. */
const TRUNK = `(?:0${BETWEEN})?`;
/** Shorter ones are not looked for in every spelling. */
const LEAST = 5;

const inARow = (digits: string) => Array.from(digits).join(BETWEEN);
const withCode = (code: string, rest: string) => `(?:${ABROAD}?${inARow(code)}${BETWEEN})?${TRUNK}${inARow(rest)}`;
/** Of which country is not said: any code may stand before it. */
const withAnyCode = (rest: string) => `(?:${ABROAD}\\d{0,3}${BETWEEN})?${TRUNK}${inARow(rest)}`;

/** Its digits grouped in any way, with the code of its country in any way, or with a 0 or nothing in its place. */
export function findPhone(number: string): Finder {
  const folded = foldWhole(number);
  const digits = folded.replace(/\D/gu, '');
  const isWhole = /^\W*(?:\+|00)/u.test(folded);
  const all = isWhole ? digits.replace(/^00/u, '') : digits;
  const code = all.startsWith('0') ? '' : countryOf(all);
  const [home, national] = [all, all.slice(code.length)].map((each) => each.replace(/^0/u, ''));
  if (!home || !national || home.length < LEAST) return literally([folded]);
  // Without a sign it may have a code or none.
  const forms = [...(isWhole ? [] : [withAnyCode(home)]), ...(code !== '' && national.length >= LEAST ? [withCode(code, national)] : [])];
  return forms.length === 0 ? literally([folded]) : { find: matching(forms.join('|')), anchors: [anchorOf(national)] };
}
