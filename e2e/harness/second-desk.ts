import { join } from 'node:path';
import { NEXT_CLI } from '../../bin/launch/build';
import { appEnvironment } from '../../bin/launch/environment';
import { untilHealthy } from '../../bin/launch/health';
import { LOOPBACK, deskAddress, freePort } from '../../bin/launch/ports';
import { supervise } from '../../bin/launch/processes';
import { openSecrets } from '../../bin/launch/secrets';
import { system } from './system';

export interface SecondDesk {
  readonly address: string;
  stop(): Promise<void>;
}

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
    restarts: 0,
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
  return { address, stop: () => web.stop() };
}
