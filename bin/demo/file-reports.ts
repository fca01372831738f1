import { join } from 'node:path';
import { db } from '@/lib/db';
import { startSandbox } from '@/lib/hotlines/ncmec/sandbox';
import { config, manualClock, randomIds } from '@/lib/kernel';
import { closeHolds, fileReport, reachOf } from '@/lib/reporting';

/** Files reports that are due, at the moment that is given. */
export type FileReports = (reportIds: readonly string[], at: Date) => Promise<void>;

/**
 * Files with the sandbox hotline of this machine, which does not run yet while the demo is loaded: it is started for as long
 * as that takes, on its own folder, so that what it received is there when it is started for good. None where the desk reports elsewhere.
 */
export function sandboxFiling({ SANDBOX_PORT, NCMEC_USERNAME: username, NCMEC_PASSWORD: password }: NodeJS.ProcessEnv): FileReports | undefined {
  if (!SANDBOX_PORT || !username || !password) return undefined;
  return async (reportIds, at) => {
    const { DATA_DIR, DATABASE_URL: databaseUrl } = config();
    const clock = manualClock(at);
    const sandbox = await startSandbox({ port: Number(SANDBOX_PORT), dir: join(DATA_DIR, 'sandbox-hotline'), username, password, clock, ids: randomIds });
    try {
      const tools = { client: db(), databaseUrl, reach: reachOf({ client: db(), clock }), clock, ids: randomIds, random: Math.random };
      for (const reportId of reportIds) await fileReport(tools, reportId, new AbortController().signal);
    } finally {
      await closeHolds(databaseUrl);
      await sandbox.close();
    }
  };
}
