import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localPath } from './local-path';

test.each(['/queue', '/review/0192?tab=notes', '/cases/C-2026-00042#notes', '/audit?from=2026-01-01&text=a%20b', '/'])('%s brings people back', (path) => {
  expect(localPath(path)).toBe(path);
});

test.each([
  undefined, '', 'queue', 'https://example.com', '//example.com', '/\\example.com', '\\/example.com', '/\t/example.com', '/\n//example.com', 'javascript:alert(1)',
  '/..//example.com', '/a/..//example.com', '/%0d%0aSet-Cookie:x\r\nx', ' /queue', '/que ue', '/sign-in', '/sign-in?next=/queue', '/a/../sign-in', '/join', '/api/health', `/${'a'.repeat(600)}`,
])('%j leads nowhere', (path) => {
  expect(localPath(path)).toBeNull();
});

test('whatever is asked for, a browser that follows the answer stays on this desk', () => {
  const piece = fc.constantFrom('/', '\\', '..', '.', '//', 'example.com', '@', ':', 'http:', '\t', '\n', '%2f', '%5c', '?', '#', 'queue', ' ', '\u0000', '\u2028');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')), (asked) => {
      const path = localPath(asked);
      if (path !== null) expect(new URL(path, 'https://desk.example').origin).toBe('https://desk.example');
    }),
    { numRuns: 5000 },
  );
});
