import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { DAY_MS, openRetentionDesk } from './testing/desk';
import { notViolating } from './minimise';

const database = testDatabase();
let sandbox: OpenSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const idOf = (kind: number) => `('0000000${kind}-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;

/** Adds 500 copies of a row, with other values in some columns: `n` counts them from 1. */
async function copy(table: string, where: string, values: Readonly<Record<string, string>>): Promise<void> {
  const { rows } = await database.owner.query<{ name: string }>(`SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER'`, [table]);
  const columns = rows.map(({ name }) => name);
  await database.owner.query(`INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join()}) SELECT ${columns.map((name) => values[name] ?? `x."${name}"`).join()} FROM "${table}" x, generate_series(1, 500) n WHERE ${where}`);
}

test('however many cases are kept, what nobody found violating goes on its day in the others; and no case is left out', async () => {
  const { clock } = sandbox;
  const desk = await openRetentionDesk(database, clock, sandbox.hotline);
  const { itemId } = await desk.decided('not_violating', { pictures: 0, more: { subject: { externalId: 'last' }, messages: [] } });
  const { caseId } = await desk.closed(itemId);
  await copy('Case', `x."id" = '${caseId}'`, { id: idOf(0), number: `'C-2000-' || lpad(n::text, 5, '0')` });
  await copy('Item', `x."id" = '${itemId}'`, { id: idOf(1), caseId: idOf(0), externalId: `'x' || n` });
  await copy('Decision', `x."itemId" = '${itemId}'`, { id: idOf(2), itemId: idOf(1) });
  await database.owner.query(
    `INSERT INTO "Hold" ("id", "caseId", "kind", "reference", "sealedReason", "startsAt", "ownerId", "reviewAt", "createdAt", "createdById")
     SELECT ${idOf(3)}, ${idOf(0)}, 'legal', 'REF-1', 'x'::bytea, $1, $2, $3, $1, $2 FROM generate_series(1, 500) n`,
    [clock.now(), desk.liaison.id, new Date(clock.now().getTime() + 170 * DAY_MS)],
  );
  clock.advance(31 * DAY_MS);
  await desk.tend();
  await desk.runDestructions();
  expect((await db().item.findUniqueOrThrow({ where: { id: itemId } })).wrappedKey).toHaveLength(0);
  expect(await db().destruction.count()).toBe(1);

  await database.owner.query(`UPDATE "Hold" SET "liftedAt" = $1`, [clock.now()]);
  const found = new Set<string>();
  for await (const candidate of notViolating(db(), clock.now())) found.add(candidate.caseId);
  expect(found.size).toBe(500);
});
