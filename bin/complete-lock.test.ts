import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingOptional } from './complete-lock.mjs';

test('the lock file names the packages of every platform, so that `npm ci` accepts it everywhere (npm run lock:complete)', () => {
  expect(missingOptional(JSON.parse(readFileSync('package-lock.json', 'utf8')))).toEqual([]);
});

test('a platform that the lock file leaves out is found, beside the asker or at the top', () => {
  const packages = {
    '': {},
    'node_modules/a': { optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-darwin-x64': '1.0.0' } },
    'node_modules/a/node_modules/a-linux-x64': {},
    'node_modules/b': { optionalDependencies: { 'b-win32-x64': '2.0.0' } },
    'node_modules/b-win32-x64': {},
  };
  expect(missingOptional({ packages })).toEqual([{ path: 'node_modules/a-darwin-x64', version: '1.0.0' }]);
});
