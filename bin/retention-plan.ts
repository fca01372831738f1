// npm run retention:plan: says what would go and what stays, and why, case by case. A dry run: it writes nothing.
// `-- --all` also lists what stays; `-- --on 2027-11-24` asks about another day.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { db } from '@/lib/db';
import { systemClock } from '@/lib/kernel';
import { planOf } from '@/lib/retention';

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false }, on: { type: 'string' } } });
const on = z.iso.date().optional().safeParse(values.on);

const WORDS = { goes: 'goes by itself', may_go: 'may be destroyed by two people', stays: 'stays' } as const;
const count = (many: number, what: string) => `${many} ${what}${many === 1 ? '' : 's'}`;

async function print(now: Date): Promise<void> {
  const cases = { goes: 0, may_go: 0, stays: 0 };
  for await (const { number, what, items, files, why } of planOf(db(), now)) {
    cases[what] += 1;
    if (what !== 'stays' || values.all) console.log(`${number}  ${WORDS[what]}: ${count(items, 'item')}, ${count(files, 'file')}. ${why}.`);
  }
  console.log(`On ${now.toISOString().slice(0, 10)}: of ${count(cases.goes, 'case')} something goes by itself, ${count(cases.may_go, 'case')} may be destroyed by two people, ${cases.stays} ${cases.stays === 1 ? 'stays' : 'stay'}. Nothing was destroyed.`);
}

if (on.success) {
  await print(on.data ? new Date(`${on.data}T00:00:00Z`) : systemClock.now());
  await db().$disconnect();
} else {
  console.error('Usage: npm run retention:plan [-- --all] [--on 2027-11-24]');
  process.exitCode = 2;
}
