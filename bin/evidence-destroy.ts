// npm run evidence:destroy -- D-2026-00003: does at once a destruction that two people agreed to on the page of retention, where
// no worker runs. It asks the same rule as the desk does, and leaves the same certificate; nobody destroys anything alone from here.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { db } from '@/lib/db';
import { randomIds, systemClock } from '@/lib/kernel';
import { dropPackages } from '@/lib/referral';
import { carryOut } from '@/lib/retention';

const { positionals } = parseArgs({ allowPositionals: true });
const number = z.string().trim().toUpperCase().regex(/^D-\d{4}-\d{5,}$/).safeParse(positionals[0]);
if (number.success && positionals.length === 1) {
  const tools = { client: db(), clock: systemClock, ids: randomIds };
  const carried = await carryOut({ ...tools, dropPackages: (gone) => dropPackages(tools, gone) }, { number: number.data });
  console.log(carried.ok ? carried.value.words : carried.problem.safeMessage);
  if (!carried.ok || !carried.value.isDone) process.exitCode = 1;
  await db().$disconnect();
} else {
  console.error('Usage: npm run evidence:destroy -- D-2026-00003, the number of a destruction that two people agreed to');
  process.exitCode = 2;
}
