import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const MESSAGES = 10_000;
/** Laid out, the conversation would take more than this; so would every word that a font was ever asked for. */
const HEAP_MB = 128;

test('a conversation of 10,000 messages is written within a small heap, and no more of it waits than the reader has room for', async () => {
  const args = [`--max-old-space-size=${HEAP_MB}`, '--conditions=react-server', '--import', 'tsx', 'lib/referral/documents/testing/write-long.ts', String(MESSAGES)];
  const { stdout } = await run(process.execPath, args);
  const { bytes, waiting, grown } = JSON.parse(stdout) as { bytes: number; waiting: number; grown: number };
  expect(bytes).toBeGreaterThan(1_500_000);
  expect(waiting).toBeLessThan(500_000);
  expect(grown).toBeLessThan(150_000_000);
}, 600_000);
