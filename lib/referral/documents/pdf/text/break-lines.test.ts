import { expect, test } from 'vitest';
import { HARD_TEXTS } from '../../testing/hard-facts';
import { STYLE } from '../paper/look';
import { pdfPaper } from '../paper/pdf-canvas';
import { breakLines } from './break-lines';

const { ruler } = pdfPaper({ title: 'Lines', madeAt: new Date('2026-11-23T09:00:00Z'), size: { width: 600, height: 800 } });
const lines = (text: string, width = 200) => breakLines(text, width, STYLE.spoken, ruler);
const shown = (text: string, width?: number) => lines(text, width).map(({ inks }) => inks.map((ink) => ink.text).join('|'));
const VARIATION = /[\ufe00-\ufe0f]/g;
/** Every character that is not a space, without regard to order: what runs from right to left is drawn in another. */
const letters = (text: string) => [...text.replace(/[\p{Z}\t\n\r\v\f\u0085]/gu, '').replace(VARIATION, '')].sort().join('');

test.each(HARD_TEXTS)('no line of %j is wider than its column, and no character of it is lost', (text) => {
  for (const width of [60, 200]) {
    const broken = lines(text, width);
    for (const line of broken) for (const ink of line.inks) expect(ink.x + ink.width).toBeLessThanOrEqual(width + 0.01);
    // Brackets are drawn mirrored where text runs from right to left.
    const drawn = broken.flatMap(({ inks }) => inks.map((ink) => ink.standsFor ?? ink.text)).join('');
    const unmirrored = (all: string) => letters(all).replace(/[()[\]]/g, '');
    expect(unmirrored(drawn)).toBe(unmirrored(text.toString().replace(/\ud83d(?![\udc00-\udfff])|(?<![\ud800-\udbff])\ude00/g, '\ufffd')));
  }
});

test('a character without a shape, and one without ink, is shown by its number and keeps what it is', () => {
  const [line] = lines('a 🍅 b\u202E', 400);
  expect(line?.inks.map(({ text, standsFor }) => [text, standsFor])).toEqual([['a ', null], ['[U+1F345]', '🍅'], [' b', null], ['[U+202E]', '\u202e']]);
});

test('a line breaks between words, and within one only where the word is wider than the line', () => {
  expect(shown('stripes and more stripes in rows', 80)).toEqual(['stripes and more', 'stripes in rows']);
  expect(shown('ab', 4)).toEqual(['a', 'b']);
});

test('what somebody wrote on several lines stands on several', () => {
  expect(shown('one\r\ntwo\n\nthree')).toEqual(['one', 'two', '', 'three']);
});

test('text from right to left stands on the right, each word whole, and the Latin within it in its own direction', () => {
  const [line] = lines('שלום abc עולם', 200);
  expect(line?.inks.map(({ text }) => text.trim()).filter(Boolean)).toEqual(['עולם', 'abc', 'שלום']);
  const last = line?.inks.at(-1);
  expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(200, 1);
});
