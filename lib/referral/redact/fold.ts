/**
 * A text as it is compared: what people see as the same reads the same here. Full and half width, ligatures, upper and
 * lower case, accents written or left out, digits of any script, dashes, and letters of other alphabets that look like
 * Latin ones; what is invisible is gone, and a run of spaces is one. Each character knows where it came from, so that
 * whatever is found here is taken out there.
 */
export interface Folded {
  readonly text: string;
  /** Of each character of `text` (UTF-16), where in the original what it came from begins and ends. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** A letter with the marks that belong to it, half-width ones too; of Hangul, the letters of one syllable. Nothing composes beyond these. */
const CLUSTER = /[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*\p{M}*|\P{M}[\p{M}\uff9e\uff9f]*|\p{M}+/gsu;

/** Accents and points that people leave out; not the vowel signs and voicing marks without which it is another word. */
const LEFT_OUT = /[\p{Default_Ignorable_Code_Point}\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]/gu;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu;
const DIGIT = /\p{Nd}/u;

const SAME: ReadonlyMap<string, string> = new Map([
  ...Array.from('‐‑‒–—―−⁃', (dash) => [dash, '-'] as const),
  ...Array.from('‘’‛ʼ′´`', (quote) => [quote, "'"] as const),
  ['。', '.'], ['∙', '.'], ['·', '.'], ['•', '.'],
  // Cyrillic, Greek, Armenian and Latin letters, in lower case, that are drawn like another Latin letter.
  ...pairs('аеорсухѕіјһԁԛԝгвкмнтґүғӏ', 'aeopcyxsijhdqwrbkmhtryfl'),
  ...pairs('αβεηικνορτυχγω', 'abenikvoptuxyw'),
  ...pairs('օսոհցզ', 'ounhgq'),
  ...pairs('ıȷɑɡɩøłđħŧ', 'ijagioldht'),
  // Small capitals, and white letters on black, which no normal form knows as letters.
  ...pairs('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnopqrstuvwyz'),
  ...row(0x1f150), ...row(0x1f170),
]);

function row(first: number): (readonly [string, string])[] {
  return Array.from('abcdefghijklmnopqrstuvwxyz', (letter, at) => [String.fromCodePoint(first + at), letter] as const);
}

function pairs(from: string, to: string): (readonly [string, string])[] {
  const letters = Array.from(to);
  return Array.from(from, (letter, at) => [letter, letters[at] ?? letter] as const);
}

/** Digits stand in rows of ten, so that the way back to the first of the row says which one it is. */
function digitOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  let first = code;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

function foldChar(char: string): string {
  const same = SAME.get(char);
  if (same !== undefined) return same;
  if (char > '\x7f' && DIGIT.test(char)) return digitOf(char);
  return char;
}

function foldCluster(cluster: string): string {
  // Upper case first: it is there that ß, ſ and ς become what they are the same as.
  const lower = cluster.normalize('NFKC').replace(INVISIBLE, (hidden) => (/\s/.test(hidden) ? ' ' : '')).toUpperCase().toLowerCase();
  return Array.from(lower.normalize('NFKD').replace(LEFT_OUT, '').normalize('NFKC').toLowerCase(), foldChar).join('').replace(/\s+/gu, ' ');
}

const known = new Map<string, string>();
const KNOWN_MAX = 50_000;

function folded(cluster: string): string {
  let found = known.get(cluster);
  if (found === undefined) {
    found = foldCluster(cluster);
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(cluster, found);
  }
  return found;
}

/** Letters that people also write as two, where a keyboard or a form has them not: the customs of German, Danish and Norwegian. */
const AS_TWO: ReadonlyMap<string, string> = new Map([['ä', 'ae'], ['ö', 'oe'], ['ü', 'ue'], ['æ', 'ae'], ['ø', 'oe'], ['å', 'aa']]);

/** How letters are read that can be read in two ways: without their points (Muller), or written as two letters (Mueller). */
export type Style = 'bare' | 'spelt';

const asTwo = (cluster: string): string | undefined => (cluster > '\x7f' || cluster.length > 1 ? AS_TWO.get(cluster.normalize('NFKC').toLowerCase()) : undefined);

/** So many such letters of one name are tried each by itself: 64 spellings at most. */
const EACH_MAX = 6;

/** A name in every spelling of such letters, for people write one of them as it is and the next one as two. */
export function spellings(name: string): string[] {
  let ways = [''];
  let letters = 0;
  for (const [cluster] of name.matchAll(CLUSTER)) {
    const two = letters < EACH_MAX ? asTwo(cluster) : undefined;
    if (two !== undefined) letters += 1;
    ways = ways.flatMap((way) => (two === undefined ? [way + cluster] : [way + cluster, way + two]));
  }
  return ways;
}

/** Most texts: nothing of them folds but upper case, and each character stays where it is. */
const PLAIN = /^(?:[!-_a-~]| (?! ))*$/;

function plainly(original: string): Folded {
  const starts = new Uint32Array(original.length);
  const ends = new Uint32Array(original.length);
  for (let at = 0; at < original.length; at += 1) {
    starts[at] = at;
    ends[at] = at + 1;
  }
  return { text: original.toLowerCase(), starts, ends };
}

/** Folds a text of any length, in time that grows with it alone. */
export function fold(original: string, style: Style = 'bare'): Folded {
  if (PLAIN.test(original)) return plainly(original);
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let isSpace = false;
  for (const { 0: cluster, index } of original.matchAll(CLUSTER)) {
    const end = index + cluster.length;
    const text = (style === 'spelt' ? asTwo(cluster) : undefined) ?? folded(cluster);
    if (text === ' ' && isSpace) ends[ends.length - 1] = end;
    else {
      if (text !== '') isSpace = text.endsWith(' ');
      for (let at = 0; at < text.length; at += 1) {
        starts.push(index);
        ends.push(end);
      }
      parts.push(text);
    }
  }
  return { text: parts.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

/** For what is compared whole: a name, an address. */
export const foldWhole = (text: string): string => fold(text).text.trim();
