import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { testEnvironment } from './test-environment';

// Each test file has a configuration and a data folder of its own; testDatabase() adds the database's address.
const dataDir = mkdtempSync(join(tmpdir(), 'watchkeeper-test-'));
Object.assign(process.env, testEnvironment(dataDir));

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
