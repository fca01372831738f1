import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidatesOf } from './candidates';
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
/** A reader's browser shows the term itself. */
const ESCAPES: readonly ((text: string) => string)[] = [
  (text) => encodeURIComponent(text),
  (text) => Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  (text) => Array.from(text, (char) => `&#${char.codePointAt(0)};`).join(''),
  (text) => Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
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

test('nothing of a person is left behind escapes, once or twice over', () => {
  fc.assert(
    fc.property(fc.array(term, { minLength: 1, maxLength: 3 }), fc.array(fc.tuple(piece.filter((each) => !/[%&\\#;]|[\da-z]/iu.test(each)), fc.nat(2), fc.constantFrom(...ESCAPES), fc.option(fc.constantFrom(...ESCAPES), { freq: 2, nil: undefined })), { minLength: 1, maxLength: 6 }), (terms, parts) => {
      const redactor = redactorOf({ persons: [], others: [], phrases: terms, choices: [] });
      const result = redactor.redact(parts.map(([between, which, escape, again]) => `${between} ${(again ?? ((text: string) => text))(escape(terms[which % terms.length] ?? ''))} `).join(''));
      const left = parts.flatMap(([, which, escape, again]) => [(again ?? ((text: string) => text))(escape(terms[which % terms.length] ?? ''))]);
      for (const each of left) expect(result).not.toContain(each);
    }),
    { numRuns: 500 },
  );
}, SLOW_MS);

const kinds = fc.constantFrom('screen', 'display', 'email', 'url', 'ip', 'phone', 'address' as const);
const anyIdentifier = fc.oneof(
  fc.tuple(kinds, fc.oneof(term, piece)),
  fc.tuple(fc.constant('email' as const), fc.emailAddress()),
  fc.tuple(fc.constant('ip' as const), fc.oneof(fc.ipV4(), fc.ipV6())),
  fc.tuple(fc.constant('phone' as const), fc.stringMatching(/^\+?[\d ]{4,14}$/)),
  fc.tuple(fc.constant('url' as const), fc.webUrl({ withQueryParameters: true })),
).map(([kind, text]) => ({ kind, text }));

test('a text is looked through only for what it can have, and nothing is missed by that', () => {
  fc.assert(
    fc.property(fc.array(anyIdentifier, { minLength: 1, maxLength: 6 }), fc.array(fc.oneof(piece, fc.nat(5)), { maxLength: 8 }), fc.boolean(), (identifiers, parts, isSpelt) => {
      const { terms } = redactorOf({ persons: [{ accountId: 'x', name: 'A2', identifiers }], others: [], phrases: [], choices: [] });
      const spell = (text: string) => (isSpelt ? text.replaceAll('@', ' at ').replaceAll('.', ' dot ') : text);
      const text = fold(parts.map((part) => (typeof part === 'string' ? part : spell(identifiers[part % identifiers.length]?.text ?? ''))).join(' ')).text;
      const candidates = new Set(candidatesOf(terms)(text));
      for (const each of terms) if (!candidates.has(each)) expect([each.finder.find(text), each.findSimilar?.find(text) ?? []]).toEqual([[], []]);
    }),
    { numRuns: 2_000 },
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
