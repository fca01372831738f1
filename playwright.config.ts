import { defineConfig } from '@playwright/test';
import { launchArguments, system } from './e2e/harness/system';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  // One system serves all journeys, and several of them count what is in it.
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json']],
  use: {
    // Other tools read this file too, without a system.
    baseURL: process.env.E2E_SYSTEM ? system().address : undefined,
    launchOptions: { executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH, args: launchArguments() },
    screenshot: 'only-on-failure',
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false },
  },
});
