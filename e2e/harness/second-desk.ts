import { join } from 'node:path';
import { expect } from '@playwright/test';
import { NEXT_CLI } from '../../bin/launch/build';
import { appEnvironment } from '../../bin/launch/environment';
import { untilHealthy } from '../../bin/launch/health';
import { LOOPBACK, deskAddress, freePort } from '../../bin/launch/ports';
import { supervise } from '../../bin/launch/processes';
import { openSecrets } from '../../bin/launch/secrets';
import { system } from './system';

export interface SecondDesk {
  readonly address: string;
  /** Ends it at once, as a machine that loses its power, and comes back when it is gone. It is started again by itself. */
  kill(): Promise<void>;
  /** Comes back once it answers again. */
  untilBack(): Promise<void>;
  stop(): Promise<void>;
}

/** How often one that a test kills is started again. */
const RESTARTS = 10;

/**
 * Another web process of the build and the database under test, with settings of its own. It ends with the test, and
 * with the test's process if that is killed.
 */
export async function startSecondDesk(settingsFor: (address: string) => Record<string, string> | Promise<Record<string, string>>): Promise<SecondDesk> {
  const { dataDir, databaseUrl, sandboxAddress, buildDir } = system();
  const port = await freePort();
  const address = deskAddress(port);
  const env = await appEnvironment({ dataDir, secrets: await openSecrets(dataDir), port, databaseUrl, sandboxPort: Number(new URL(sandboxAddress).port) });
  let gone: string | undefined;
  const web = supervise({
    name: 'second web',
    args: [NEXT_CLI, 'start', '-H', LOOPBACK, '-p', String(port)],
    env: { ...env, ...(await settingsFor(address)), NEXTAUTH_URL: address, BUILD_DIR: buildDir },
    logFile: join(dataDir, 'logs', 'second-web.log'),
    pidFile: join(dataDir, 'second-web.pid'),
    restarts: RESTARTS,
    onGone: (reason) => {
      gone = reason;
    },
  });
  try {
    await untilHealthy(`http://${LOOPBACK}:${port}`, () => gone);
  } catch (error) {
    await web.stop();
    throw error;
  }
  return {
    address,
    async kill() {
      const killed = web.pid();
      if (killed === undefined) throw new Error('The second desk is not running.');
      process.kill(killed, 'SIGKILL');
      await expect.poll(() => web.pid() !== killed).toBe(true);
    },
    untilBack: () => untilHealthy(`http://${LOOPBACK}:${port}`, () => gone),
    stop: () => web.stop(),
  };
}
