// npm run bench -- NAME: runs bench/NAME.bench.ts on a PostgreSQL of its own and prints one JSON line a figure.
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startThrowawayCluster } from '../bin/launch/postgres/throwaway';
import { appUrl, provision } from '../bin/launch/provision';
import { testEnvironment } from '../bin/testing/test-environment';
import { deployMigrations } from '../prisma/engine/deploy';
import { type Bench, measure } from './measure';

const name = process.argv[2] ?? '';
const file = join(import.meta.dirname, `${name}.bench.ts`);
if (!existsSync(file)) {
  const names = readdirSync(import.meta.dirname).filter((entry) => entry.endsWith('.bench.ts')).map((entry) => entry.replace('.bench.ts', ''));
  console.error(`Which bench? npm run bench -- ${names.join(' | ') || 'NAME'}`);
  process.exit(1);
}

let isMet = true;
const cluster = await startThrowawayCluster();
const dataDir = await mkdtemp(join(tmpdir(), 'watchkeeper-bench-'));
try {
  const ownerUrl = cluster.url('postgres');
  const password = randomBytes(18).toString('hex');
  await deployMigrations(ownerUrl);
  await provision(ownerUrl, password);
  const url = appUrl(ownerUrl, password);
  Object.assign(process.env, testEnvironment(dataDir), { DATABASE_URL: url });
  const { default: bench } = (await import(file)) as { default: Bench };
  await bench({
    url,
    ownerUrl,
    async measure(figure) {
      const line = await measure(name, figure);
      isMet &&= line.ok;
      // What else the machine was doing belongs to the figure.
      console.log(JSON.stringify({ ...line, load: Number((loadavg()[0] ?? 0).toFixed(1)) }));
    },
  });
} finally {
  await cluster.stop();
  await rm(dataDir, { recursive: true, force: true });
}
// Pools that the bench left open must not hold the process.
process.exit(isMet ? 0 : 1);
