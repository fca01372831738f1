import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Entry, drawSigningKey, recordMany, sequence, signerOf } from '@/lib/audit';
import { isIncluded, isSignedBy, leafHash, parseCheckpoint, parseNote, parseProof, parseVerifierKey } from '@/lib/audit/proof';
import { testDatabase } from '@/lib/db/testing';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { ok, randomIds } from '@/lib/kernel';
import { fileReport } from '@/lib/reporting';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import type { CustodyEntry } from '../../facts';
import type { Part } from '../../package/part';
import { type CustodyScope, gatherCustody } from './gather';
import { parseLine } from './line';
import { custodyParts, settleCustody } from './parts';

const GO_PATH = '/usr/share/gocode';

const database = testDatabase();
const signer = signerOf('desk.example/audit', drawSigningKey());
const folder = mkdtempSync(join(tmpdir(), 'custody-'));
const never = new AbortController().signal;
const hasGo = spawnSync('go', ['version']).status === 0 && spawnSync('ls', [`${GO_PATH}/src/golang.org/x/mod/sumdb/tlog`]).status === 0;
let sandbox: OpenSandbox;
let desk: Desk;
let known: Awaited<ReturnType<typeof story>>;

const write = (entries: readonly Entry[], actor: Desk['moderator'] = desk.moderator) => desk.as(actor, async (ctx) => {
  await recordMany(ctx, entries);
  return ok();
});

async function referralTo(caseId: string, name: string, number: string): Promise<{ id: string; agencyId: string }> {
  const [id, agencyId, at] = [randomIds.next(), randomIds.next(), sandbox.clock.now()];
  const person = desk.moderator.id;
  await database.client.agency.create({ data: { id: agencyId, name, country: 'DE', contactName: 'Nobody', email: 'a@example.com', phone: '1', createdAt: at, createdById: person, phoneSetById: person, updatedAt: at } });
  await database.client.referral.create({ data: { id, number, caseId, agencyId, scope: {}, requestedById: person, createdAt: at, updatedAt: at } });
  return { id, agencyId };
}

/** A case with two items, the first reported and filed, looked at, and told of to two agencies; the second stays here. */
async function story() {
  const { itemId, mediaIds } = await desk.sendItem(2);
  const { caseId, subject, messages } = await database.client.item.findUniqueOrThrow({ where: { id: itemId }, include: { subject: true, messages: true } });
  const other = await desk.sendItem(1, { subject: { externalId: subject.externalId }, messages: [{ externalId: 'm1', senderId: subject.externalId, sentAt: '2026-11-21T08:15:00Z', text: 'another line' }] });
  const stranger = await desk.sendItem(1);
  const [first = '', second = ''] = mediaIds;
  const { reportId } = await desk.report(itemId);
  sandbox.clock.advance(10_000);
  await fileReport(desk.tools(sandbox.hotline), reportId, never);
  const ours = await referralTo(caseId, 'Ours', 'R-2026-00001');
  const theirs = await referralTo(caseId, 'Theirs', 'R-2026-00002');
  const messageId = messages[0]?.id ?? '';
  must(await write([
    { action: 'evidence.peeked', details: {}, caseId, itemId, targets: [{ type: 'media', id: first, label: 'Image 1' }] },
    { action: 'evidence.revealed', details: {}, caseId, itemId, targets: [{ type: 'media', id: second, label: 'Image 2' }], reason: 'needed to tell who is meant' },
    { action: 'message.unfolded', details: {}, caseId, itemId, targets: [{ type: 'message', id: messageId, label: 'Message 1' }] },
    { action: 'message.unfolded', details: {}, caseId, itemId, targets: [{ type: 'message', id: randomIds.next(), label: 'Message 9' }] },
    { action: 'evidence.view_ended', details: { kind: 'reveal', seconds: 41 }, caseId, itemId, targets: [{ type: 'media', id: second }] },
    { action: 'wellness.limit_passed', details: { limit: 'minutes' }, reason: 'a bad day', caseId, itemId },
    { action: 'access.refused', outcome: 'refused', details: { permission: 'evidence.view', code: 'not_found' }, caseId, itemId, targets: [{ type: 'media', id: first }] },
    { action: 'item.read', outcome: 'refused', details: {}, caseId, itemId, targets: [{ type: 'item', id: itemId }] },
    { action: 'note.added', details: {}, caseId, targets: [{ type: 'note', id: randomIds.next() }] },
    { action: 'case.walled', details: {}, caseId, reason: 'a relative', targets: [{ type: 'person', id: desk.moderator.id }] },
    { action: 'evidence.peeked', details: {}, caseId, itemId: other.itemId, targets: [{ type: 'media', id: other.mediaIds[0] ?? '' }] },
    // Another case's item may show the very same file.
    { action: 'evidence.peeked', details: {}, itemId: stranger.itemId, targets: [{ type: 'media', id: first }] },
    { action: 'referral.released', details: { digest: 'aa' }, caseId, targets: [{ type: 'referral', id: ours.id }] },
    { action: 'referral.released', details: { digest: 'bb' }, caseId, targets: [{ type: 'referral', id: theirs.id }] },
    { action: 'hold.placed', details: { kind: 'us_2703f' }, caseId, targets: [{ type: 'hold', id: randomIds.next() }] },
  ]));
  const scope: CustodyScope = {
    caseId, referralId: ours.id, agencyId: ours.agencyId, withReports: true, withNotes: true, isHidden: () => false,
    exhibits: [{ name: 'E01', itemId, files: [{ name: 'E01-1', mediaId: first }, { name: 'E01-2', mediaId: second }], messages: [{ id: messageId }] }],
  };
  return { scope, itemId, reportId };
}

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
  known = await story();
});
afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const gather = async (more: Partial<CustodyScope> = {}): Promise<CustodyEntry[]> => gatherCustody(database.client, { ...known.scope, ...more });
const told = (entries: readonly CustodyEntry[]) => entries.map(({ action, about }) => [action, ...about]);
const textOf = ({ content }: Part): Promise<string> => (typeof content === 'string' ? Promise.resolve(content) : content().then(text));

/** Writes the parts as a bag has them, and says how they are checked without the desk. */
async function unpack(name: string, parts: readonly Part[]): Promise<string> {
  const bag = join(folder, name);
  for (const part of parts) {
    mkdirSync(dirname(join(bag, part.path)), { recursive: true });
    writeFileSync(join(bag, part.path), await textOf(part));
  }
  return bag;
}

const REPORTED = ['report.created', 'report.filed'];

test('told is who had the exhibits and what was done to them, in order, by the names that the package gives them', async () => {
  const entries = await gather();
  const [received, rest] = [told(entries).slice(0, 3), told(entries).slice(3)];
  // Two files are sent at the same time.
  expect(received.map(String).sort()).toEqual(['item.received,E01', 'media.received,E01-1', 'media.received,E01-2']);
  expect(rest).toEqual([
    ['item.taken', 'E01'],
    ['decision.saved', 'E01'],
    ['report.created', 'E01'],
    ['report.filed', 'E01'],
    ['evidence.peeked', 'E01-1'],
    ['evidence.revealed', 'E01-2'],
    ['message.unfolded', 'E01'],
    ['referral.released'],
  ]);
  expect(entries.map(({ at }) => at.getTime())).toEqual(entries.map(({ at }) => at.getTime()).sort((one, other) => one - other));
  // By it the report finds its own event, whatever other reports cover the same exhibits.
  expect(entries.flatMap(({ report = null }) => report ?? [])).toEqual([known.reportId, known.reportId]);
  expect(entries.find(({ action }) => action === 'evidence.revealed')).toMatchObject({ actor: desk.moderator.name, words: 'Revealed an original' });
});

test('not told are refusals, other items, another case’s look at the same file, what is not in scope, wellness, walls, notes, holds and other agencies’ referrals', async () => {
  const entries = await gather();
  const leaves = entries.map(({ leaf }) => Buffer.from(leaf ?? []).toString());
  for (const hidden of ['wellness', 'a bad day', 'a relative', 'case.walled', 'note.added', 'hold.placed', 'refused', 'view_ended', 'Message 9', '"bb"']) {
    expect(leaves.filter((leaf) => leaf.includes(hidden)), hidden).toEqual([]);
  }
  expect(entries.filter(({ action }) => action === 'evidence.peeked')).toHaveLength(1);
});

test('reports are told of where the referral has them', async () => {
  const actions = (await gather({ withReports: false })).map(({ action }) => action);
  expect(actions.filter((action) => REPORTED.includes(action))).toEqual([]);
  expect(actions).toContain('decision.saved');
});

test('an entry with a reason that somebody typed, or with words that were taken out, leaves by its hash alone', async () => {
  const held = async (more: Partial<CustodyScope>) => (await gather(more)).filter(({ leaf }) => leaf === null).map(({ action }) => action);
  expect(await held({})).toEqual([]);
  expect(await held({ withNotes: false })).toEqual(['evidence.revealed']);
  expect(await held({ isHidden: (words) => words.includes('who is meant') })).toEqual(['evidence.revealed']);
  expect(await held({ isHidden: (words) => words === 'Image 1' })).toEqual(['evidence.peeked']);
  const [all, some] = [await gather(), await gather({ withNotes: false })];
  expect(some.map(({ leafHash: hash }) => Buffer.from(hash).toString('hex'))).toEqual(all.map(({ leaf }) => Buffer.from(leafHash(leaf ?? Uint8Array.of())).toString('hex')));
});

test('entries are waited for until a signed checkpoint covers them; none is packed before', async () => {
  const waiting = await gather();
  expect(waiting.every(({ index }) => index === null)).toBe(true);
  await expect(custodyParts({ custody: waiting }, database.client)).rejects.toThrow();
  const settling = settleCustody(database.client, waiting, never);
  await sequence(database.client, signer);
  const settled = must(await settling);
  const parts = await custodyParts({ custody: settled }, database.client);

  // What is done afterwards waits again, and nothing that waits gets into a package.
  must(await write([{ action: 'item.read', details: {}, caseId: known.scope.caseId, itemId: known.itemId, targets: [{ type: 'item', id: known.itemId }] }]));
  const later = await gather();
  expect(later.map(({ index }) => index === null)).toEqual([...settled.map(() => false), true]);
  await expect(custodyParts({ custody: later }, database.client)).rejects.toThrow('not covered');
  const gaveUp = new AbortController();
  gaveUp.abort();
  await expect(settleCustody(database.client, later, gaveUp.signal)).rejects.toThrow('abort');

  // Word for word the same with a log that grew since: the proofs lead to the checkpoint that they were begun with.
  await sequence(database.client, signer);
  const bag = await unpack('small', parts);
  const checkpoint = parseCheckpoint(parts.find(({ path }) => path === 'data/checkpoint.txt')?.content as string);
  expect(checkpoint?.size).toBeLessThan(Number((await database.client.auditTree.findUniqueOrThrow({ where: { id: 1 } })).size));
  await checkProofs(parts);
  if (hasGo) expect(verifyInGo(bag)).toEqual([0, `${settled.length} entries of custody, each in the log of ${checkpoint?.size} by its proof; of 0 the hash alone is here\n`, '']);
});

async function checkProofs(parts: readonly Part[]): Promise<void> {
  const find = async (path: string) => textOf(parts.find((part) => part.path === path) ?? { path, content: '' });
  const [checkpoint, key] = [await find('data/checkpoint.txt'), await find('data/log-key.txt')];
  const [note, stated] = [parseNote(checkpoint), parseCheckpoint(checkpoint)];
  if (!note || !stated) throw new Error('no checkpoint');
  expect(isSignedBy(note, parseVerifierKey(key))).toBe(true);
  const lines = (await find('data/custody.jsonl')).trimEnd().split('\n').map(parseLine);
  for (const line of lines) {
    const proof = parseProof(await find(`data/proofs/${line?.event}.tlog-proof`));
    if (!line || !proof) throw new Error('a line or its proof cannot be read');
    const hash = Buffer.from(line.leafHash, 'base64');
    if (line.leaf !== null) expect(Buffer.from(leafHash(Buffer.from(line.leaf))).equals(hash)).toBe(true);
    expect(proof).toMatchObject({ index: line.index, checkpoint });
    expect(isIncluded({ index: line.index, size: stated.size, leafHash: hash, proof: proof.proof, root: stated.root })).toBe(true);
  }
  expect(parts).toHaveLength(lines.length + 3);
}

function verifyInGo(bag: string): [number | null, string, string] {
  const program = join(folder, 'custody-verifier');
  const built = spawnSync('go', ['build', '-o', program, 'e2e/independent/custody-verifier.go'], { env: { ...process.env, GO111MODULE: 'off', GOPATH: GO_PATH, GOCACHE: join(folder, 'cache') }, encoding: 'utf8' });
  expect(built).toMatchObject({ status: 0, stderr: '' });
  const { status, stdout, stderr } = spawnSync(program, ['-key', signer.verifierKey, bag], { encoding: 'utf8' });
  return [status, stdout, stderr];
}

test.skipIf(!hasGo)('thousands of entries, scattered over a long log, are proven one at a time, and other people’s tools agree until a byte is changed (skipped where Go and golang.org/x/mod are not installed)', async () => {
  const { caseId } = known.scope;
  const read = { action: 'item.read', details: {}, caseId, itemId: known.itemId, targets: [{ type: 'item', id: known.itemId }] } as const;
  for (let batch = 0; batch < 12; batch += 1) must(await write(Array.from({ length: 1_000 }, (_, at) => (at % 5 === 0 ? read : { action: 'queue.read', details: {} }))));
  await sequence(database.client, signer);
  const settled = must(await settleCustody(database.client, await gather({ withNotes: false }), never));
  expect(settled.length).toBeGreaterThan(2_400);
  const parts = await custodyParts({ custody: settled }, database.client);
  const bag = await unpack('large', parts);
  const [status, stdout] = verifyInGo(bag);
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^24\d\d entries of custody, .*; of 1 the hash alone is here\n$/)]);

  const path = join(bag, 'data/custody.jsonl');
  const lines = await textOf(parts[0] ?? { path, content: '' });
  writeFileSync(path, lines.replace('"actor":"MO-', '"actor":"LI-'));
  expect(verifyInGo(bag)).toMatchObject([1, '', expect.stringContaining('says something else than the entry')]);
  writeFileSync(path, lines.replace('Image 2', 'Image 3').replace('Read an item', 'Read nothing').replace(String.raw`\"role\":\"moderator\"`, String.raw`\"role\":\"supervisor\"`));
  expect(verifyInGo(bag)).toMatchObject([1, '', expect.stringContaining('does not give its hash')]);
}, 120_000);
