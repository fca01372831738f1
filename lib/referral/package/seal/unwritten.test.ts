import { expect, test } from 'vitest';
import { unwritten } from './unwritten';

test('whatever part of the pieces was written, the rest is what is left', () => {
  const pieces = [Buffer.from('abc'), Buffer.from(''), Buffer.from('de'), Buffer.from('f')];
  for (let written = 0; written <= 6; written += 1) expect(Buffer.concat(unwritten(pieces, written)).toString()).toBe('abcdef'.slice(written));
  expect(unwritten(pieces, 6)).toEqual([]);
});
