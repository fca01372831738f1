import { resolve } from 'node:path';
import { withoutPassword } from './database';
import { DEMO_PEOPLE } from './demo';
import { onParentGone } from './parent';
import { consoleStages } from './stages';
import { type System, startSystem, undoAll } from './system';
import { Trouble } from './trouble';

const stages = consoleStages();
const undo: (() => Promise<void>)[] = [];
let ending: Promise<void> | undefined;

/** Ends everything once, however many reasons arrive. */
function end(code: number, line?: string): Promise<void> {
  ending ??= (async () => {
    if (line) stages.say(line);
    await undoAll(undo);
    process.exit(code);
  })();
  return ending;
}

function readPort(): number {
  const port = Number(process.env.PORT ?? '3000');
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Trouble(`PORT is “${process.env.PORT}”, which is not a port.`, 'Give a number between 1 and 65535: PORT=3001 npm start');
}

function describe({ address, sandboxAddress, demo, ownerUrl }: System, dataDir: string): string {
  const lines = ['', `  Watchkeeper is ready: ${address}`, ''];
  if (demo) {
    lines.push('  Sign in as      ' + DEMO_PEOPLE.join('\n                  '));
    lines.push(`  password        ${demo.password}`, '  second factor   answered by a button of the sign-in page, in test mode alone', `  platform key    ${demo.apiKey}`);
    if (demo.agencyKeyFile) lines.push(`  agency key      ${demo.agencyKeyFile}`, '                  (age --decrypt -i opens with it what is referred to the demo’s agency)');
  } else {
    lines.push('  Sign in         with the accounts of this database');
  }
  if (sandboxAddress) lines.push(`  sandbox hotline ${sandboxAddress}`);
  lines.push(`  data            ${dataDir}`, `  database        ${withoutPassword(ownerUrl)}`, '', '  Ctrl-C ends everything.', '');
  return lines.join('\n');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void end(0, '\n  Ending …'));
}

onParentGone(() => void end(0, '\n  Ending …'));

try {
  const dataDir = resolve(process.env.DATA_DIR ?? '.data');
  const system = await startSystem({
    dataDir,
    port: readPort(),
    stages,
    databaseUrl: process.env.DATABASE_URL,
    migrationUrl: process.env.MIGRATION_DATABASE_URL,
    onGone: (reason) => void end(1, `\n  ✗ ${reason}`),
    undo,
  });
  stages.say(describe(system, dataDir));
} catch (error) {
  if (error instanceof Trouble) await end(1, `\n  ✗ ${error.message}\n    ${error.remedy}\n`);
  else await end(1, `\n  ✗ ${error instanceof Error ? error.stack : String(error)}\n`);
}
