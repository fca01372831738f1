import { expect, test } from 'vitest';
import { cell } from './csv';

test.each(['=cmd|\' /C calc\'!A0', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x'])('a cell that begins as a formula does is text to a spreadsheet: %j', (text) => {
  expect(cell(text)).toBe(`"'${text}"`);
});

test.each([
  ['a reason\nof two lines, and "quoted"', '"a reason\nof two lines, and ""quoted"""'],
  ['"=1"', '"""=1"""'],
  ['1-2=3', '"1-2=3"'],
  ['', '""'],
])('everything else is quoted and stays as it is: %j', (text, quoted) => {
  expect(cell(text)).toBe(quoted);
});
