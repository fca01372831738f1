import { beforeAll, expect, test } from 'vitest';
import { type Ctx, type PrismaClient, transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, ok, randomIds, systemClock } from '@/lib/kernel';
import { type AuditFilter, auditFilter } from '../schema';
import { count, exportTrail, fileSigner, page, proofs, readReview, record, sequence, serveProof, streamExport, tail } from '../index';

const database = testDatabase();
const [SECRET, OPEN] = ['C-2026-00177', 'C-2026-00178'];
let [walled, free]: PersonActor[] = [];
/** Entries about the walled case that do not belong to it, and others that look alike. */
let hidden: readonly string[] = [];
let shown: readonly string[] = [];

async function addCase(client: PrismaClient, number: string): Promise<string> {
  const [id, subjectId] = [randomIds.next(), randomIds.next()];
  await client.account.create({ data: { id: subjectId, platform: 'Example Messenger', externalId: subjectId, createdAt: systemClock.now() } });
  await client.case.create({ data: { id, number, subjectId, openedAt: systemClock.now(), wrappedKey: new Uint8Array(40), kekId: 'none' } });
  return id;
}

async function as<T>(actor: PersonActor | undefined, verb: (ctx: Ctx<PersonActor>) => Promise<Result<T>>): Promise<T> {
  const result = await transact(database.client, (tx) => verb(contextOf(tx, actor!)));
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return result.value;
}

/** Does something, and says which entry it left. */
async function left(actor: PersonActor | undefined, verb: (ctx: Ctx<PersonActor>) => Promise<unknown>): Promise<string> {
  await as(actor, async (ctx) => ok(await verb(ctx)));
  return (await database.client.auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } })).id;
}
const looks = (actor: PersonActor | undefined, filter: AuditFilter) => left(actor, (ctx) => page(ctx, auditFilter.parse(filter)));

beforeAll(async () => {
  [walled, free] = [await addPerson(database.client, 'supervisor'), await addPerson(database.client, 'supervisor')];
  const [secret, open] = [await addCase(database.client, SECRET), await addCase(database.client, OPEN)];
  await database.client.caseWall.create({ data: { id: randomIds.next(), caseId: secret, personId: walled.id, reason: 'a friend', createdById: free.id, createdAt: systemClock.now() } });
  hidden = [
    await looks(free, { text: SECRET }),
    await looks(free, { text: 'the account of periwinkle_77' }),
    await looks(free, { target: secret }),
    await looks(free, { case: SECRET }),
    await looks(free, { case: SECRET.toLowerCase() }),
    await looks(free, { case: OPEN, text: SECRET }),
    await left(free, (ctx) => exportTrail(ctx, { format: 'csv', isRedacted: true, reason: '', filters: { text: SECRET } })),
    await left(free, (ctx) => record(ctx, { action: 'break_glass.started', details: { role: 'moderator', minutes: 15 }, reason: `Somebody has to look at ${SECRET.toLowerCase()} now` })),
    await left(free, (ctx) => record(ctx, { action: 'case.reopened', details: {}, caseId: open, targets: [{ type: 'case', id: secret, label: 'another' }] })),
  ];
  shown = [
    await looks(free, { action: 'case.read' }),
    await looks(free, { case: OPEN }),
    await looks(walled, { text: SECRET }),
    await left(free, (ctx) => record(ctx, { action: 'break_glass.started', details: { role: 'moderator', minutes: 15 }, reason: 'Nobody of the shift can be reached' })),
  ];
  await sequence(database.client, fileSigner());
});

const amongThose = (ids: readonly string[]) => ids.filter((id) => [...hidden, ...shown].includes(id)).sort();

test('what names a walled case without belonging to it, and what others typed, is not on the page, nor can be opened', async () => {
  const listed = async (actor: PersonActor | undefined) => amongThose((await as(actor, (ctx) => page(ctx, {}))).rows.map(({ id }) => id));
  expect(await listed(free)).toEqual([...hidden, ...shown].sort());
  expect(await listed(walled)).toEqual([...shown].sort());
  for (const entry of hidden) expect((await as(walled, (ctx) => page(ctx, { entry }))).opened).toBeNull();
});

test('nor is it found by its words, counted, followed, proven or exported', async () => {
  for (const text of [SECRET, 'somebody', free!.id, hidden[0]!]) {
    expect(amongThose((await as(walled, (ctx) => page(ctx, { text }))).rows.map(({ id }) => id)).filter((id) => hidden.includes(id))).toEqual([]);
  }
  const counts = [await as(free, (ctx) => count(ctx, { person: free!.id })), await as(walled, (ctx) => count(ctx, { person: free!.id }))];
  expect(counts[0]!.count - counts[1]!.count).toBeGreaterThanOrEqual(hidden.length);
  expect(amongThose((await as(walled, (ctx) => tail(ctx, { since: 0 }))).rows.map(({ id }) => id))).toEqual([...shown].sort());
  expect((await as(walled, (ctx) => proofs(ctx, { event: [...hidden, ...shown] }))).events.map(({ id }) => id).sort()).toEqual([...shown].sort());
  for (const id of hidden) expect([(await serveProof(walled!, id)).ok, (await serveProof(free!, id)).ok]).toEqual([false, true]);
  const settled = await as(walled, (ctx) => exportTrail(ctx, { format: 'jsonl', isRedacted: true, reason: '', filters: {} }));
  const text = await new Response(streamExport(settled)).text();
  expect(amongThose(text.trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id))).toEqual([...shown].sort());
});

test('nor is it among a week’s figures', async () => {
  const entries = async (actor: PersonActor | undefined) => (await as(actor, (ctx) => readReview(ctx, {}))).shown!;
  const [theirs, mine] = [await entries(free), await entries(walled)];
  // Reading the one review is one entry more for the other.
  expect(theirs.entries - (mine.entries - 1)).toBeGreaterThanOrEqual(hidden.length);
  expect([theirs, mine].map(({ looks: found }) => found.find(({ name }) => name === 'break_glass')?.total)).toEqual([2, 1]);
});
