import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { listAlerts } from '@/lib/alerts';
import { fileSigner, record, sequence } from '@/lib/audit';
import type { Alarm } from '@/lib/audit/schema';
import { checkpointNote, cosign, drawWitness, reportNote } from '@/lib/audit/testing';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PlatformActor, type Result, config, manualClock, ok, randomIds } from '@/lib/kernel';
import type { WitnessWord } from '../schema';
import { hearWitness } from './hear-witness';
import { watchLog } from './watch-log';

const database = testDatabase();
const MINUTE = 60_000;
const START = new Date('2026-11-23T09:00:00Z');
const program: PlatformActor = { kind: 'platform', id: randomIds.next(), name: 'Witness of this machine', scopes: ['audit.witness'] };
let clock = manualClock(START);
let witness = drawWitness('witness');
let supervisor: Awaited<ReturnType<typeof addPerson>>;

beforeAll(async () => {
  supervisor = await addPerson(database.client, 'supervisor');
});
beforeEach(() => {
  clock = manualClock(START);
  witness = drawWitness('witness');
  vi.spyOn(config(), 'AUDIT_WITNESS_KEYS', 'get').mockReturnValue([witness.verifierKey]);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await database.client.alert.updateMany({ data: { acknowledgedAt: START, details: {} } });
});

/** The log grows by an event and its checkpoint. @returns the checkpoint, as a note. */
async function grown(): Promise<{ note: string; size: number }> {
  await transact(database.client, async (tx) => ok(await record(contextOf(tx, supervisor), { action: 'item.released', details: {} })));
  await sequence(database.client, fileSigner());
  const { note, size } = await database.client.auditCheckpoint.findFirstOrThrow({ orderBy: { size: 'desc' } });
  return { note, size: Number(size) };
}

async function say(word: Partial<WitnessWord>): Promise<string> {
  const result = await transact(database.client, (tx) => hearWitness(contextOf(tx, program, clock), { witness: witness.verifierKey, note: '', ...word }));
  return result.ok ? 'heard' : result.problem.code;
}
const good = async () => {
  clock.advance(1_000);
  return say({ note: await cosign((await grown()).note, witness, clock.now()) });
};
/** What is wrong, over the witness's own signature, a second after whatever it said last. */
const bad = async (finding: Alarm, size = 5) => {
  clock.advance(1_000);
  return say({ note: await reportNote(finding, size, witness, clock.now()) });
};
const told = async () => {
  const listed: Result<{ banners: readonly { details: string }[]; lines: readonly { words: string; details: string }[] }> = await transact(database.client, (tx) => listAlerts(contextOf(tx, supervisor)));
  if (!listed.ok) throw new Error(listed.problem.safeMessage);
  return { banners: listed.value.banners.map(({ details }) => details), lines: listed.value.lines.map(({ words, details }) => `${words}. ${details}`) };
};
const events = (action: string) => database.client.auditEvent.count({ where: { action, actorId: program.id } });
const row = () => database.client.auditWitness.findUniqueOrThrow({ where: { key: witness.verifierKey } });

test('a witness’s good word is kept; it is an event when it is the first, not when it is one of many', async () => {
  const before = await events('audit.witnessed');
  for (let count = 0; count < 4; count += 1) expect(await good()).toBe('heard');
  const { size, note, seenAt, alarm } = await row();
  expect([Number(size), seenAt, alarm]).toEqual([Number(note?.split('\n')[1]), clock.now(), null]);
  expect(await events('audit.witnessed')).toBe(before + 1);
  expect(await told()).toEqual({ banners: [], lines: [] });
});

test('an alarm is one event and one alert however often it is said, and stands as a banner until a newer good word', async () => {
  await good();
  const before = await row();
  const [alarms, goods] = [await events('audit.alarm'), await events('audit.witnessed')];
  for (let count = 0; count < 3; count += 1) expect(await bad('forked')).toBe('heard');
  expect(await events('audit.alarm')).toBe(alarms + 1);
  expect(await row()).toMatchObject({ alarm: 'forked', size: before.size, note: before.note });
  const { banners, lines } = await told();
  expect(banners).toEqual([expect.stringMatching(/two versions of the past\. Found by witness\. Keep everything as it is/)]);
  expect(lines).toHaveLength(1);

  await database.client.alert.updateMany({ data: { acknowledgedAt: clock.now() } });
  expect(await told()).toEqual({ banners, lines: [] });
  // The good word from before the alarm, sent once more, ends nothing.
  expect(await say({ note: before.note ?? '' })).toBe('conflict');
  expect((await told()).banners).toHaveLength(1);

  expect(await good()).toBe('heard');
  expect(await told()).toEqual({ banners: [], lines: [] });
  expect(await row()).toMatchObject({ alarm: null, alarmAt: null });
  expect(await events('audit.witnessed')).toBe(goods + 1);
});

test('an alert of what is over says so, and since when', async () => {
  await good();
  await bad('shortened');
  await good();
  expect((await told()).lines).toEqual([expect.stringMatching(/Its end was cut off\. Found by witness\. Over since 2026-11-23 09:00 UTC\.$/)]);
});

test('a checkpoint with a good cosignature that the log never made is an alarm', async () => {
  const { size } = await grown();
  clock.advance(1_000);
  const forged = await checkpointNote(size, fileSigner());
  expect(await say({ note: await cosign(forged, witness, clock.now()) })).toBe('heard');
  expect((await told()).banners).toEqual([expect.stringContaining('a checkpoint that this desk does not have')]);
  const beyond = await checkpointNote(size + 1_000, fileSigner());
  expect(await say({ note: await cosign(beyond, witness, clock.now()) })).toBe('heard');
  expect((await row()).alarm).toBe('unknown_checkpoint');
});

test('what a witness did not sign, or signed about another log, or longer ago than its last word, is not kept', async () => {
  await good();
  const kept = await row();
  const { note } = await grown();
  clock.advance(1_000);
  const other = drawWitness('witness');
  const words: readonly (readonly [string, string, string])[] = [
    ['no cosignature', note, 'unprocessable'],
    ['another witness’s', await cosign(note, other, clock.now()), 'unprocessable'],
    ['no note at all', 'x', 'unprocessable'],
    ['another log’s', await cosign(await checkpointNote(5, { ...fileSigner(), name: 'other.example/audit' }), witness, clock.now()), 'unprocessable'],
    ['older than the last', await cosign(note, witness, new Date(START.getTime() - MINUTE)), 'conflict'],
  ];
  for (const [what, text, code] of words) expect([what, await say({ note: text })]).toEqual([what, code]);
  expect(await say({ witness: other.verifierKey })).toBe('forbidden');
  expect(await row()).toEqual(kept);
  expect(await database.client.auditWitness.findUnique({ where: { key: other.verifierKey } })).toBeNull();
});

test('an alarm counts for the witness’s signature alone, not for the key that brings it', async () => {
  await good();
  const kept = await row();
  clock.advance(1_000);
  const [now, other] = [clock.now(), drawWitness('witness')];
  const signed = await reportNote('forked', 5, witness, now);
  const words: readonly (readonly [string, string, string])[] = [
    ['signed by nobody', signed.slice(0, signed.indexOf('— ')), 'unprocessable'],
    ['signed by another of that name', await reportNote('forked', 5, other, now), 'unprocessable'],
    ['with another finding than was signed', signed.replace('forked', 'shortened'), 'unprocessable'],
    ['about another log', await reportNote('forked', 5, witness, now, 'other.example/audit'), 'unprocessable'],
  ];
  for (const [what, note, code] of words) expect([what, await say({ note })]).toEqual([what, code]);
  expect(await row()).toEqual(kept);
  expect(await say({ note: signed })).toBe('heard');
  expect((await row()).alarm).toBe('forked');
});

test('an old word brought again raises no alarm that is over, and ends none that stands', async () => {
  await good();
  clock.advance(1_000);
  const late = await cosign((await grown()).note, witness, clock.now());
  clock.advance(1_000);
  const alarm = await reportNote('forked', 5, witness, clock.now());
  expect(await say({ note: alarm })).toBe('heard');
  // Signed before the alarm, held back, and brought after it.
  expect(await say({ note: late })).toBe('conflict');
  expect((await row()).alarm).toBe('forked');
  expect(await good()).toBe('heard');
  expect(await say({ note: alarm })).toBe('conflict');
  expect((await row()).alarm).toBeNull();
});

test('a log without a checkpoint is heard of, and an old word brought again does not make a witness look alive', async () => {
  expect(await say({ note: await reportNote('empty', 0, witness, clock.now()) })).toBe('heard');
  await good();
  const { note, seenAt } = await row();
  clock.advance(11 * MINUTE);
  await watch();
  expect(await say({ note: note ?? '' })).toBe('heard');
  expect((await row()).seenAt).toEqual(seenAt);
  await watch();
  expect((await told()).lines).toEqual([expect.stringMatching(/witness was not heard of for 11 minutes(?!.*Over since)/)]);
});

const watch = (since = START) => watchLog({ client: database.client, clock, ids: randomIds, since });

test('a witness that was not heard of for ten minutes is an alert, once, until it speaks again', async () => {
  await good();
  clock.advance(9 * MINUTE);
  await watch();
  expect((await told()).lines).toEqual([]);
  clock.advance(2 * MINUTE);
  for (let count = 0; count < 3; count += 1) await watch();
  expect((await told()).lines).toEqual([expect.stringMatching(/fallen silent\. witness was not heard of for 1[01] minutes/)]);
  await good();
  await watch();
  expect((await told()).lines).toEqual([expect.stringContaining('Over since')]);
});

test('one that was never heard of is waited for as long from the start of the watch, and so is one that was heard before', async () => {
  const since = new Date(START.getTime() + 60 * MINUTE);
  clock.advance(69 * MINUTE);
  await watch(since);
  expect((await told()).lines).toEqual([]);
  clock.advance(1 * MINUTE);
  await Promise.all([watch(since), watch(since)]);
  expect((await told()).lines).toHaveLength(1);
});

test('a log that is behind for more than 30 s is an alert, once, until it has caught up; what waited for a worker to start is none', async () => {
  await good();
  await transact(database.client, async (tx) => ok(await record(contextOf(tx, supervisor), { action: 'item.released', details: {} })));
  await database.owner.query(`UPDATE "AuditQueue" SET "at" = "at" - interval '31 seconds'`);
  clock.advance(20_000);
  await watch(clock.now());
  expect((await told()).lines).toEqual([]);
  clock.advance(20_000);
  for (let count = 0; count < 3; count += 1) await Promise.all([watch(), watch()]);
  expect((await told()).lines).toEqual([expect.stringMatching(/is behind\. Events were written and waited for their place in the log for 3\d seconds/)]);
  await database.client.alert.updateMany({ data: { acknowledgedAt: clock.now() } });
  await watch();
  expect((await told()).lines).toEqual([]);

  await sequence(database.client, fileSigner());
  await watch();
  const [alert] = await database.client.alert.findMany({ where: { kind: 'audit_behind' } });
  expect(alert?.details).toMatchObject({ about: 'log', overAt: clock.now().toISOString() });
});
