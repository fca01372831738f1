import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from './fold';
import type { Person } from './person';
import { redactorOf } from './redactor';

/** As a reader's search would compare: not the folding of ours, which is the thing in question. */
const read = (text: string) => text.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '').toUpperCase().toLowerCase().normalize('NFKC');

const ALPHABETS = ['abcdefgimstz', 'äöüßéñçøåëœfiﬃ', 'абвгдежзийкґї', 'αβγδεζηςίϊ', 'سلمىةأإ', 'שלוםךא', '園丁花草木', 'かがパピプ', '가각힣한글', 'कखिीुू', 'กขคิี', '🌸😀👩', 'İıſK'];
const letters = fc.constantFrom(...ALPHABETS).chain((alphabet) => fc.array(fc.constantFrom(...alphabet), { minLength: 4, maxLength: 12 }).map((chars) => chars.join('')));
const term = fc.oneof({ weight: 3, arbitrary: letters }, fc.tuple(letters, fc.constantFrom('_', '.', '-', ' ', '7x', '41'), letters).map((parts) => parts.join(''))).filter((text) => Array.from(fold(text).text.trim()).length >= 4);

const wide = (text: string) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const bold = (text: string) => text.replace(/[a-z]/g, (char) => String.fromCodePoint(0x1d41a + char.charCodeAt(0) - 97));
const DISGUISES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.normalize('NFD'),
  (text) => text.normalize('NFC'),
  (text) => text.normalize('NFKD'),
  wide,
  bold,
  (text) => Array.from(text).join('\u200b'),
  (text) => Array.from(text).join('\u00ad'),
  (text) => `\u202e${text}\u202c`,
  (text) => text.replace(/ /g, ' \n\u00a0'),
];
const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 }), letters, fc.constantFrom(' ', '\n', '@', '.', '\u0301', '\u200d', '\ud83d', '🌸', 'ﬁ', 'ß'));
const disguised = (what: string) => fc.constantFrom(...DISGUISES).map((disguise) => disguise(what));

const scene = fc.array(term, { minLength: 1, maxLength: 4 }).chain((terms) =>
  fc.record({ terms: fc.constant(terms), parts: fc.array(fc.oneof(piece, fc.constantFrom(...terms).chain(disguised)), { maxLength: 20 }) }),
);

/** On a machine that does much else. */
const SLOW_MS = 60_000;

const person = (terms: readonly string[]): Person => ({ accountId: 'x', name: 'A2', identifiers: terms.map((text) => ({ kind: 'screen', text })) });

test('whatever the text and the spelling, nothing of a person or a phrase that is taken out can be read in it', () => {
  fc.assert(
    fc.property(scene, fc.boolean(), ({ terms, parts }, isPerson) => {
      const text = parts.join('');
      const redactor = redactorOf({ persons: isPerson ? [person(terms)] : [], others: [], phrases: isPerson ? [] : terms, choices: [] });
      const result = redactor.redact(text);
      // In a longer number stands another person: there an identifier stays, and is told.
      const gone = terms.filter((each) => !isPerson || !/^\d|\d$/.test(fold(each).text));
      for (const each of gone) expect(read(result)).not.toContain(read(each));
      expect(redactor.isHidden(result)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
}, SLOW_MS);

test('whatever is not taken out stays as it was, to the last half of a character', () => {
  fc.assert(
    fc.property(scene, ({ terms, parts }) => {
      const text = parts.join('');
      const standIn = '[redacted]';
      const rest = redactorOf({ persons: [], others: [], phrases: terms, choices: [] }).redact(text).split(standIn);
      let at = 0;
      for (const part of rest) {
        const next = text.indexOf(part, at);
        expect(next).toBeGreaterThanOrEqual(at);
        at = next + part.length;
      }
    }),
    { numRuns: 1_000 },
  );
});

test('folding keeps the places: they go up, and lie within the text', () => {
  fc.assert(
    fc.property(fc.array(piece).map((parts) => parts.join('')), (text) => {
      const { text: folded, starts, ends } = fold(text);
      expect([starts.length, ends.length]).toEqual([folded.length, folded.length]);
      for (let at = 0; at < folded.length; at += 1) {
        expect(starts[at]).toBeLessThan(ends[at] ?? 0);
        expect(ends[at]).toBeLessThanOrEqual(text.length);
        if (at > 0) expect(starts[at]).toBeGreaterThanOrEqual(starts[at - 1] ?? 0);
      }
    }),
  );
});
