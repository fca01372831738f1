import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  /** Where the desk is, without a slash at the end. */
  address: z.url(),
  sandboxAddress: z.url(),
  /** The data folder of the system under test: everything it stores is below. */
  dataDir: z.string(),
  /** The build that it serves from. */
  buildDir: z.string(),
  /** The database under the application's role, and under its owner's. */
  databaseUrl: z.url(),
  ownerUrl: z.url(),
  /** What every demo account signs in with, and the demo platform's key. */
  password: z.string(),
  apiKey: z.string(),
});

export type SystemUnderTest = z.output<typeof schema>;

let cached: SystemUnderTest | undefined;

/** The running system that `npm test` has started for the browser tests. */
export function system(): SystemUnderTest {
  if (!process.env.E2E_SYSTEM) throw new Error('Browser tests need a running system: start them with `npm test -- e2e [filter]`.');
  cached ??= schema.parse(JSON.parse(process.env.E2E_SYSTEM));
  return cached;
}

/** The process id of the worker at this moment, or none while it is down; the launcher brings a killed one back. */
export function workerPid(): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(system().dataDir, 'worker.pid'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}

/** A browser that talks to the system under test and to nobody else. */
export function launchArguments(): string[] {
  const quiet = ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
}
