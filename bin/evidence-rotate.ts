// npm run evidence:rotate: puts a new key-encryption key first in EVIDENCE_KEY_FILE and wraps every key under it, while web
// and worker run. Run again after it was cut short, it goes on where it was; `-- --retire` drops keys that wrap nothing any more.
import { parseArgs } from 'node:util';
import { db, transact } from '@/lib/db';
import { addKek, isRotating, retireKeks, rewrap, unusedKeks } from '@/lib/evidence';
import { ok, randomIds, systemClock } from '@/lib/kernel';
import { settleBeyondRestore } from '@/lib/retention';

const { values } = parseArgs({ options: { retire: { type: 'boolean', default: false } } });
const tools = { client: db(), clock: systemClock, ids: randomIds };

async function rotate(): Promise<void> {
  if (await isRotating(tools.client)) console.log('A rotation was cut short, or the key file was changed by hand: going on with its first key.');
  else console.log(`Key ${await addKek()} is the first now: what is new is wrapped under it.`);
  const count = await rewrap(tools, ({ table, rewrapped }) => console.log(`  ${table}: ${rewrapped} wrapped anew`));
  const unused = await unusedKeks(tools.client);
  console.log(`Wrapped ${count} keys anew. ${unused.length === 0 ? 'No key is left over.' : `These wrap nothing any more: ${unused.join(', ')}. After an hour, npm run evidence:rotate -- --retire drops them from the file.`}`);
}

async function retire(): Promise<void> {
  const dropped = await retireKeks(tools);
  if (!dropped.ok) {
    console.error(dropped.problem.safeMessage);
    process.exitCode = 1;
  } else {
    const actor = { kind: 'system', name: 'operator' } as const;
    const settled = await transact(tools.client, async (tx) => ok(await settleBeyondRestore({ tx, actor, clock: systemClock, ids: randomIds, requestId: randomIds.next() })));
    if (settled.ok && settled.value > 0) console.log(`No backup opens any more what ${settled.value} destruction${settled.value === 1 ? '' : 's'} took.`);
    console.log(dropped.value.length === 0 ? 'Every key of the file is needed.' : `Dropped ${dropped.value.join(', ')}. Backups of the database from before can no longer be opened; destroy the copies of these keys, too.`);
  }
}

await (values.retire ? retire() : rotate());
await tools.client.$disconnect();
