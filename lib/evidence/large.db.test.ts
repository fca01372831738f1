import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';

const database = testDatabase();
const run = promisify(execFile);
const BYTES = 600_000_000;

test('a large film passes through intake and back in a process that grows by less than 150 MB', async () => {
  const args = ['--conditions=react-server', '--import', 'tsx', 'lib/evidence/testing/send-large.ts', String(BYTES)];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, DATABASE_URL: database.url } });
  expect((JSON.parse(stdout) as { grownBytes: number }).grownBytes).toBeLessThan(150_000_000);
}, 120_000);
