import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { qrPath } from './qr-path';

/** What the path paints, module by module. */
function painted(path: string, size: number): boolean[][] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = Number(x); at < Number(x) + Number(width); at += 1) rows[Number(y)]![at] = true;
  }
  return rows;
}

test('the path paints exactly the dark modules of the code', () => {
  const { data, size } = encode('otpauth://totp/Watchkeeper:MO-04?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Watchkeeper');
  expect(data.flat().filter(Boolean).length).toBeGreaterThan(100);
  expect(painted(qrPath(data), size)).toEqual(data);
});

test('a row that ends dark is closed, and an empty code paints nothing', () => {
  expect(qrPath([[false, true, true]])).toBe('M1 0h2v1h-2z');
  expect(qrPath([[false], [false]])).toBe('');
});
