/** The sandbox hotline as a program of its own: `node --import tsx bin/sandbox.ts`. Settings are in .env.example. */
import path from 'node:path';
import { startSandbox } from '@/lib/hotlines/ncmec/sandbox';
import { log, randomIds, systemClock } from '@/lib/kernel';

const { SANDBOX_PORT, DATA_DIR, NCMEC_USERNAME: username, NCMEC_PASSWORD: password } = process.env;
const port = Number(SANDBOX_PORT);
if (!Number.isInteger(port) || port < 1 || port > 65_535 || !DATA_DIR || !username || !password) {
  log.fatal('The sandbox hotline needs SANDBOX_PORT, DATA_DIR, NCMEC_USERNAME and NCMEC_PASSWORD.');
  process.exit(1);
}

const dir = path.join(DATA_DIR, 'sandbox-hotline');
const sandbox = await startSandbox({ port, dir, username, password, clock: systemClock, ids: randomIds }).catch((error: unknown) => {
  log.fatal({ code: error instanceof Error && 'code' in error ? error.code : undefined, port, dir }, 'The sandbox hotline could not start');
  process.exit(1);
});
log.info({ port: sandbox.port }, 'The sandbox hotline listens on this machine; nothing leaves it');

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void sandbox.close().then(() => process.exit(0));
  });
}
