import { expect, test } from 'vitest';
import { type TrailRow, drawSigningKey, page, proofs, record, sequence, serveProof, signerOf } from '@/lib/audit';
import type { Proofs } from '@/lib/audit/schema';
import { type Ctx, transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { type Verdict, groundOf, proofFile, verdictOf } from './verdict';

const database = testDatabase();
const signer = signerOf('desk.example/audit', drawSigningKey());
const ENTRIES = 40;

async function as<T>(actor: PersonActor, run: (ctx: Ctx<PersonActor>) => Promise<Result<T>>): Promise<T> {
  const result = await transact(database.client, (tx) => run(contextOf(tx, actor)));
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return result.value;
}

/** Some entries with their places, as the page and the route give them. */
async function written(): Promise<{ sue: PersonActor; rows: readonly TrailRow[]; found: Proofs }> {
  const sue = await addPerson(database.client, 'supervisor');
  await as(sue, async (ctx) => {
    for (let n = 0; n < ENTRIES; n += 1) {
      await record(ctx, { action: 'report.moved', details: { before: 'sent', after: 'fin\u00efshed \ud83d \u2028' }, targets: [{ type: 'report', id: `report ${n}`, label: '\ufeffR' }], reason: `\u{1f9ff} ${n}` });
    }
    return ok();
  });
  await sequence(database.client, signer);
  const { rows } = await as(sue, (ctx) => page(ctx, { person: sue.id, action: 'report.moved' }));
  return { sue, rows, found: await as(sue, (ctx) => proofs(ctx, { event: rows.map(({ id }) => id) })) };
}

const judge = async (row: TrailRow, found: Proofs): Promise<Verdict> => verdictOf(row, found.events.find(({ id }) => id === row.id), await groundOf(found));

/** Changes a row behind the back of everything that would refuse it, as who owns the server can. */
async function tamper(set: string, id: string): Promise<void> {
  await database.owner.query('SET session_replication_role = replica');
  await database.owner.query(`UPDATE "AuditEvent" SET ${set} WHERE "id" = $1`, [id]);
  await database.owner.query('SET session_replication_role = DEFAULT');
}

test('what the system writes is proven to the browser, in every form that text can have', async () => {
  const { rows, found } = await written();
  expect(rows).toHaveLength(ENTRIES);
  for (const row of rows) expect(await judge(row, found)).toMatchObject({ state: 'proven', trace: { signature: 'good', verifierKey: signer.verifierKey } });
});

test('a saved proof is the file that the log itself gives', async () => {
  const { sue, rows, found } = await written();
  const verdict = await judge(rows[7]!, found);
  const served = await serveProof(sue, rows[7]!.id);
  expect(served).toEqual(ok(verdict.state === 'proven' && proofFile(verdict.trace)));
});

test.each<[string, string, RegExp]>([
  ['a changed reason', `"reason" = 'another'`, /Its reason is not/],
  ['a removed reason', `"reason" = NULL`, /Its reason is not/],
  ['another time', `"at" = "at" + interval '1 millisecond'`, /Its time is not/],
  ['another person', `"actorName" = 'SU-99'`, /Its person is not/],
  ['a detail under a name that every object has', `"details" = '{"before": "sent", "__proto__": {}}'`, /Its details are not/],
  ['another outcome', `"outcome" = 'failed'`, /Its outcome is not/],
  ['other details', `"details" = '{"before":"sent","after":"stuck"}'`, /Its details are not/],
  ['another target', `"targets" = '[]'`, /Its targets are not/],
  ['a changed entry', `"leaf" = convert_to(replace(convert_from("leaf", 'UTF8'), 'sent', 'lost'), 'UTF8'), "details" = jsonb_set("details", '{before}', '"lost"')`, /is not the one that was put into the log/],
  ['an entry that is no text', `"leaf" = '\\xff'::bytea`, /cannot be read/],
])('%s is found', async (_, set, words) => {
  const { sue, rows } = await written();
  const { id } = rows[3]!;
  await tamper(set, id);
  const after = await as(sue, (ctx) => page(ctx, { person: sue.id, action: 'report.moved' }));
  const found = await as(sue, (ctx) => proofs(ctx, { event: after.rows.map((row) => row.id) }));
  for (const row of after.rows) {
    const verdict = await judge(row, found);
    if (row.id === id) expect(verdict).toEqual({ state: 'mismatch', words: expect.stringMatching(words) as string });
    else expect(verdict.state).toBe('proven');
  }
});

test('a proof that was bent, of another place, or cut short proves nothing', async () => {
  const { rows, found } = await written();
  const [row, standing] = [rows[0]!, found.events.find(({ id }) => id === rows[0]!.id)];
  if (standing?.state !== 'placed') throw new Error('not placed');
  const ground = await groundOf(found);
  const [first = '', ...others] = standing.hashes;
  const bent = `${first.startsWith('A') ? 'B' : 'A'}${first.slice(1)}`;
  for (const other of [{ hashes: [bent, ...others] }, { index: standing.index - 1 }, { hashes: others }, { hashes: ['no base64!', ...others] }, { index: -1 }]) {
    expect((await verdictOf(row, { ...standing, ...other }, ground)).state).toBe('mismatch');
  }
});

test('a checkpoint that the log’s key has not signed proves nothing, and one that is missing proves nothing yet', async () => {
  const { rows, found } = await written();
  const stranger = signerOf('desk.example/audit', drawSigningKey());
  const renamed = { ...found, verifierKey: signer.verifierKey.replace('desk', 'tisch') };
  for (const other of [{ ...found, verifierKey: stranger.verifierKey }, renamed, { ...found, checkpoint: found.checkpoint?.replace(/(— \S+ .{12})../, '$1AA') ?? null }]) {
    expect(await judge(rows[0]!, other)).toMatchObject({ state: 'mismatch', words: expect.stringContaining('not signed') as string });
  }
  expect(await judge(rows[0]!, { ...found, checkpoint: null })).toEqual({ state: 'waiting' });
});

test('what waits is not yet proven, what is nowhere is no entry of the log', async () => {
  const { sue, rows } = await written();
  await as(sue, async (ctx) => ok(await record(ctx, { action: 'report.moved', details: { before: 'a', after: 'b' } })));
  const { rows: [newest] } = await as(sue, (ctx) => page(ctx, { person: sue.id, action: 'report.moved' }));
  expect(await judge(newest!, await as(sue, (ctx) => proofs(ctx, { event: [newest!.id] })))).toEqual({ state: 'waiting' });
  expect(await verdictOf(rows[0]!, { id: rows[0]!.id, state: 'nowhere' }, undefined)).toMatchObject({ state: 'mismatch', words: expect.stringContaining('neither in the log') as string });
});
