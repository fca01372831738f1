/** The classes of UAX #9 that a text without control characters has; those are shown as stand-ins before it comes here. */
export type BidiClass = 'L' | 'R' | 'AL' | 'EN' | 'AN' | 'ES' | 'ET' | 'CS' | 'NSM' | 'WS' | 'ON';

/**
 * In the order in which they are asked. JavaScript's expressions know scripts and categories, and not this property, so
 * it is written as ranges: https://www.unicode.org/Public/UCD/latest/ucd/extracted/DerivedBidiClass.txt
 */
const CLASSES: readonly (readonly [BidiClass, RegExp])[] = [
  ['L', /^[A-Za-z]$/],
  ['WS', /^[\p{Zs}\t]$/u],
  ['NSM', /^[\p{Mn}\p{Me}]$/u],
  ['EN', /^[0-9²³¹\u06f0-\u06f9\u2070\u2074-\u2079\u2080-\u2089\u{1d7ce}-\u{1d7ff}]$/u],
  ['AN', /^[\u0660-\u0669\u066b\u066c]$/],
  ['ES', /^[+\-\u207a\u207b\u208a\u208b\u2212\ufb29]$/],
  ['CS', /^[,./:\u00a0\u060c\u2044]$/],
  ['ET', /^[#$%¢-¥°±\u0609\u060a\u066a\u0e3f\u2030-\u2034\u20a0-\u20cf\u212e\u2213]$/],
  ['ON', /^[\u0606\u0607\u07f6-\u07f9\ufd3e\ufd3f]$/],
  ['AL', /^[\u0608-\u08ff\ufb50-\ufdff\ufe70-\ufefc\u{1ee00}-\u{1eeef}]$/u],
  ['R', /^[\u0590-\u05ff\ufb1d-\ufb4f\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]$/u],
];
/** Between Arabic and its supplements lie scripts that run the same way and are not joined like it. */
const NOT_ARABIC = /^[\u07c0-\u085f]$/;
const LETTER = /^[\p{L}\p{Nl}\p{Mc}\p{Nd}]$/u;

export function bidiClassOf(character: string): BidiClass {
  const found = CLASSES.find(([, expression]) => expression.test(character))?.[0];
  if (found === 'AL' && NOT_ARABIC.test(character)) return 'R';
  return found ?? (LETTER.test(character) ? 'L' : 'ON');
}

/** Whether anything in a text runs from right to left, or is a number that does so among others. */
export const mayTurn = (text: string): boolean => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(text);

const PAIRS = ['()', '[]', '{}', '<>', '«»', '‹›', '≤≥', '⟨⟩', '⁅⁆', '❨❩', '❪❫', '❬❭', '❮❯', '❰❱', '❲❳', '❴❵', '⦃⦄'];
const MIRRORED = new Map(PAIRS.flatMap((pair) => {
  const [open = '', close = ''] = pair;
  return [[open, close], [close, open]] as const;
}));

/** The character that shows its meaning where text runs from right to left. */
export const mirrorOf = (character: string): string => MIRRORED.get(character) ?? character;

/** Brackets in the sense of rule N0: those of the pairs above that are punctuation. */
export const closingOf = (character: string): string | undefined => (/^\p{Ps}$/u.test(character) ? MIRRORED.get(character) : undefined);
