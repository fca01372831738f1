import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

// A complete configuration for one test file, with a data folder and an evidence key of its own. The database address
// is added by testDatabase(); this one leads nowhere, so a test that forgets it cannot touch anybody's data.
const dataDir = mkdtempSync(join(tmpdir(), 'watchkeeper-test-'));
const keyFile = join(dataDir, 'evidence.key');
writeFileSync(keyFile, randomBytes(32).toString('base64'), { mode: 0o600 });

Object.assign(process.env, {
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  DATA_DIR: dataDir,
  NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
  EVIDENCE_KEY_FILE: keyFile,
  EVIDENCE_DIR: join(dataDir, 'evidence'),
  TEST_MODE: 'true',
  NCMEC_BASE_URL: 'http://127.0.0.1:1',
  NCMEC_USERNAME: 'test',
  NCMEC_PASSWORD: 'test',
  LOG_LEVEL: 'silent',
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
