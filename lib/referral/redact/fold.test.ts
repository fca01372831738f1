import { expect, test } from 'vitest';
import { fold, foldWhole } from './fold';

test.each([
  ['case', 'Mike_Smith', 'MIKE_SMITH'],
  ['composed and decomposed', 'Zo\u00eb', 'Zoe\u0308'],
  ['accents left out', 'Łukasz Żółć', 'Lukasz Zolc'],
  ['full width', 'ｍｉｋｅ＿９９', 'mike_99'],
  ['mathematical letters', '𝓶𝓲𝓴𝓮', 'mike'],
  ['circled letters', 'ⓜⓘⓚⓔ', 'mike'],
  ['ligatures', 'ﬁnn', 'finn'],
  ['sharp s', 'Straße', 'STRASSE'],
  ['final sigma', 'Σωκράτης', 'ΣΩΚΡΑΤΗΣ'],
  ['Turkish i', 'İpek', 'ipek'],
  ['dotless i', 'Işık', 'ISIK'],
  ['letters that look alike', 'mіkе', 'mike'],
  ['small capitals', 'ᴍɪᴋᴇ ʀʏʟᴀɴ', 'mike rylan'],
  ['white letters on black', '🅜🅘🅚🅴', 'mike'],
  ['zero width and soft hyphen', 'mi\u200bk\u00ade', 'mike'],
  ['joiners and direction marks', '\u202emi\u2066ke\u200f', 'mike'],
  ['variation selectors', '❤\ufe0f', '❤'],
  ['Arabic digits', '٠١٢٣', '0123'],
  ['Devanagari digits', '४५', '45'],
  ['Arabic points and stretching', 'سَلْمـــى', 'سلمى'],
  ['Hebrew points', 'שָׁלוֹם', 'שלום'],
  ['Hangul letters and syllables', '\u1112\u1161\u11ab', '한'],
  ['half-width katakana', 'ｶﾞ', 'ガ'],
  ['dashes', 'a–b', 'a-b'],
  ['spaces of all kinds', 'user\u00a0\u3000\n one', 'User One'],
])('%s: the same when folded', (_, one, other) => {
  expect(foldWhole(one)).toBe(foldWhole(other));
});

test.each([
  ['voicing marks', 'か', 'が'],
  ['vowel signs of Devanagari', 'कि', 'क'],
  ['an open syllable and a closed one', '가', '각'],
  ['digits', '1', '2'],
  ['underscores', 'a_b', 'ab'],
])('%s: not the same', (_, one, other) => {
  expect(foldWhole(one)).not.toBe(foldWhole(other));
});

test('each character knows where it came from, whatever it was written with', () => {
  const text = 'x\u200bZoe\u0308 \n ﬁ👩‍🌾';
  const { text: plain, starts, ends } = fold(text);
  expect(plain).toBe('xzoe fi👩🌾');
  expect([...plain].length).toBeLessThan(text.length);
  const from = (at: number) => text.slice(starts[at], ends[at]);
  expect(from(3)).toBe('e\u0308');
  expect(from(4)).toBe(' \n ');
  expect([from(5), from(6)]).toEqual(['ﬁ', 'ﬁ']);
  expect([starts.length, ends.length]).toEqual([plain.length, plain.length]);
});
