import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BrokenSeal } from './broken-seal';
import { openText, sealText } from './seal-text';

const key = Uint8Array.from(randomBytes(32));
const binding = { purpose: 'message', id: '0199e0c0-0000-7000-8000-000000000001' };

test('every text comes back as it was, whatever characters it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(openText(key, binding, sealText(key, binding, text))).toBe(text);
    }),
  );
});

test('a single flipped bit anywhere keeps a text shut', () => {
  const sealed = sealText(key, binding, 'The tomatoes are ripe.');
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Uint8Array.from(sealed);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(() => openText(key, binding, changed), `bit ${bit}`).toThrow(BrokenSeal);
  }
});

test('a text that was cut short stays shut, at every length', () => {
  const sealed = sealText(key, binding, 'x');
  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => openText(key, binding, sealed.subarray(0, length)), `${length} bytes`).toThrow(BrokenSeal);
  }
});

test('a text moved to another row or another purpose stays shut', () => {
  const sealed = sealText(key, binding, 'hello');
  expect(() => openText(key, { ...binding, id: '0199e0c0-0000-7000-8000-000000000002' }, sealed)).toThrow(BrokenSeal);
  expect(() => openText(key, { ...binding, purpose: 'note' }, sealed)).toThrow(BrokenSeal);
});

test('the same text sealed twice looks different', () => {
  expect(sealText(key, binding, 'hello')).not.toEqual(sealText(key, binding, 'hello'));
});
