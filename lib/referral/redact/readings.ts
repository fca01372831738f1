import { domainToUnicode } from 'node:url';
import { type Folded, type Style, fold, spellings } from './fold';

/** A text read anew, each of its characters with the place in the one before that it came from. */
type Pieces = readonly (readonly [text: string, length: number])[];

/** Characters as links, web pages, programs and host names write them; in a folded text, so in lower case. */
const ESCAPED = /(?:%[\da-f]{2})+|&#x[\da-f]{1,6};?|&#\d{1,7};?|&[a-z]{2,8};|\\u\{[\da-f]{1,6}\}|\\u[\da-f]{4}|\\x[\da-f]{2}|xn--[a-z\d-]{1,59}/gu;
const MARKS: Readonly<Record<string, string>> = { uml: '\u0308', acute: '\u0301', grave: '\u0300', circ: '\u0302', tilde: '\u0303', ring: '\u030a', cedil: '\u0327', caron: '\u030c', ogon: '\u0328', macr: '\u0304', breve: '\u0306' };
const NAMED: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', commat: '@', lowbar: '_', period: '.', colon: ':', sol: '/', plus: '+', num: '#', percnt: '%', hyphen: '-', dash: '-', shy: '', zwj: '', zwnj: '',
  szlig: 'ss', aelig: 'æ', oelig: 'œ', oslash: 'ø', thorn: 'þ', eth: 'ð', lstrok: 'ł', dstrok: 'đ', inodot: 'ı',
};
/** A link may hide a link that hides another; nobody goes further. */
const ROUNDS = 3;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** `%c3%bc` is one character; what is no UTF-8 was meant byte by byte. */
function fromPercent(run: string): Pieces {
  const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
  try {
    return Array.from(utf8.decode(bytes), (char) => [char, 3 * Buffer.byteLength(char)] as const);
  } catch {
    return Array.from(bytes.toString('latin1'), (char) => [char, 3] as const);
  }
}

function fromName(name: string, whole: string): string {
  const known = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  const mark = Object.hasOwn(MARKS, name.slice(1)) ? MARKS[name.slice(1)] : undefined;
  return known ?? (mark === undefined ? whole : `${name[0] ?? ''}${mark}`);
}

function fromCode(code: number, whole: string): string {
  if (Number.isNaN(code) || code > 0x10ffff) return whole;
  // Halves of a character that programs write one after the other become one again.
  return code >= 0xd800 && code <= 0xdfff ? String.fromCharCode(code) : String.fromCodePoint(code);
}

function piecesOf(escaped: string): Pieces {
  if (escaped.startsWith('%')) return fromPercent(escaped);
  if (escaped.startsWith('xn--')) return [[domainToUnicode(escaped) || escaped, escaped.length]];
  const read = escaped.startsWith('&') && !escaped.startsWith('&#') ? fromName(escaped.slice(1, -1), escaped) : fromCode(codeOf(escaped), escaped);
  return [[read, escaped.length]];
}

function codeOf(escaped: string): number {
  const digits = escaped.replace(/^(?:&#x?|\\u\{?|\\x)|[;}]$/gu, '');
  return parseInt(digits, escaped.startsWith('&#') && !escaped.startsWith('&#x') ? 10 : 16);
}

/** One round: every escape read once, and the whole folded again. The text itself where there was none. */
function unescaped(of: Folded, style: Style): Folded {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (text: string, from: number, until: number) => {
    parts.push(text);
    for (let unit = 0; unit < text.length; unit += 1) {
      starts.push(of.starts[from] ?? 0);
      ends.push(of.ends[until - 1] ?? 0);
    }
  };
  let at = 0;
  for (const { 0: escaped, index } of of.text.matchAll(ESCAPED)) {
    for (; at < index; at += 1) add(of.text.charAt(at), at, at + 1);
    for (const [text, length] of piecesOf(escaped)) {
      add(text, at, at + length);
      at += length;
    }
  }
  if (parts.length === 0) return of;
  for (; at < of.text.length; at += 1) add(of.text.charAt(at), at, at + 1);
  const text = parts.join('');
  if (text === of.text) return of;
  const again = fold(text, style);
  return { text: again.text, starts: again.starts.map((place) => starts[place] ?? 0), ends: again.ends.map((place) => ends[place - 1] ?? 0) };
}

const MAY_BE_ESCAPED = /[%&\\]|xn--/u;
const JOINED = /(?<=[\p{L}\p{M}\p{N}])\+(?=[\p{L}\p{N}])/gu;

function wholly(first: Folded, style: Style): Folded {
  let last = first;
  for (let round = 0; round < ROUNDS && MAY_BE_ESCAPED.test(last.text); round += 1) {
    const next = unescaped(last, style);
    if (next === last) break;
    last = next;
  }
  return last;
}

function readingsIn(original: string, style: Style): Folded[] {
  const first = fold(original, style);
  const plain = wholly(first, style);
  const spaced = plain.text.includes('+') ? plain.text.replace(JOINED, ' ') : plain.text;
  return [first, ...(plain === first ? [] : [plain]), ...(spaced === plain.text ? [] : [{ ...plain, text: spaced }])];
}

const PLAIN_ASCII = /^[\x20-\x7e]*$/;
/** Whether something in it can be a letter that is also written as two. */
const mayBeSpelt = (original: string) => !PLAIN_ASCII.test(original) || MAY_BE_ESCAPED.test(original);

/**
 * A text as somebody may read it: as it stands, with the escapes of links, web pages and host names read, with a + as the
 * space that it is in a link, and all of that once more with ü as ue and its like, so that who looks for `mueller` finds
 * Müller, and not Muller. Mostly one reading, since most texts have none of it.
 */
export function readingsOf(original: string): Folded[] {
  const bare = readingsIn(original, 'bare');
  if (!mayBeSpelt(original)) return bare;
  return [...bare, ...readingsIn(original, 'spelt').filter(({ text }) => bare.every((other) => other.text !== text))];
}

/** What is looked for, in every way that it may itself be written: as it is, with its escapes read, and with each ü as u or ue. */
export function formsOf(term: string): string[] {
  return [...new Set((['bare', 'spelt'] as const).flatMap((style) => spellings(term).flatMap((way) => {
    const first = fold(way, style);
    return [first.text.trim(), wholly(first, style).text.trim()];
  })))];
}
