import { beforeAll, expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, addWaitingItems, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, ok, randomIds, systemClock } from '@/lib/kernel';
import { leafHash } from '../log/hash';
import { record, recordMany } from '../record';
import { EXPORT_FORMATS, type ExportFormat, exportInput } from '../schema';
import { exportTrail } from './export';
import { streamExport } from './stream';

const CANARY = 'canary-4711 of a reason';
const database = testDatabase();
let sue: PersonActor;
let [openCase, walledCase] = ['', ''];

/** Cases that exist, for the walls to refer to. */
async function newCase(): Promise<string> {
  const [itemId = ''] = await addWaitingItems(database.client, 1);
  return (await database.client.item.findUniqueOrThrow({ where: { id: itemId } })).caseId;
}

beforeAll(async () => {
  sue = await addPerson(database.client, 'supervisor');
  [openCase, walledCase] = [await newCase(), await newCase()];
  await transact(database.client, async (tx) => {
    const ctx = contextOf(tx, sue);
    await record(ctx, { action: 'evidence.granted', details: { kind: 'reveal' }, reason: CANARY, caseId: openCase, targets: [{ type: 'media', id: 'the-media', label: CANARY }] });
    await record(ctx, { action: 'audit.read', details: { filters: { text: CANARY, case: CANARY } } });
    await record(ctx, { action: 'report.filed', details: { hotline: 'ncmec', receipt: CANARY } });
    await record(ctx, { action: 'case.walled', details: {}, reason: '=cmd|\' /C calc\'!A0', caseId: openCase, targets: [{ type: 'case', id: openCase, label: '\t=1' }] });
    await record(ctx, { action: 'case.recused', details: {}, reason: 'two\nlines, "quoted"', caseId: openCase });
    await record(ctx, { action: 'case.read', details: {}, reason: 'behind the wall', caseId: walledCase });
    return ok();
  });
});

async function settle(by: PersonActor, given: object, rowsMax?: number) {
  return transact(database.client, (tx) => exportTrail(contextOf(tx, by), exportInput.parse(given), rowsMax));
}
async function exported(given: object, by = sue): Promise<string> {
  const settled = await settle(by, given);
  if (!settled.ok) throw new Error(settled.problem.safeMessage);
  // As a reader finds it: the mark of a spreadsheet's UTF-8 is a byte of the file, too.
  return Buffer.from(await new Response(streamExport(settled.value)).arrayBuffer()).toString('utf8');
}
const whole = (format: ExportFormat, filters: object = {}) => ({ format, isRedacted: false, reason: 'for the yearly audit', filters });
const linesOf = (text: string) => text.split('\n').filter(Boolean);

test.each(EXPORT_FORMATS)('a redacted export as %s has no byte of reasons, labels and typed texts, and still tells equal ones from others', async (format) => {
  const text = await exported({ format });
  expect(text).not.toMatch(/canary|4711/i);
  expect(text).not.toContain('calc');
  const covers = text.match(/hmac:[0-9a-f]{32}/g) ?? [];
  // Reason, label, two filters and a receipt say the same, so they are covered by the same.
  expect(covers.filter((cover) => cover === covers[0]).length).toBeGreaterThanOrEqual(5);
  expect(new Set(covers).size).toBeGreaterThan(1);
  expect(await exported(whole(format))).toContain(CANARY);
});

test('unredacted JSON lines are the leaves byte for byte, oldest first', async () => {
  const lines = linesOf(await exported(whole('jsonl', { person: sue.id })));
  const events = await database.client.auditEvent.findMany({ where: { actorId: sue.id }, orderBy: { seq: 'asc' }, take: lines.length });
  const hashOf = (bytes: Uint8Array) => Buffer.from(leafHash(bytes)).toString('hex');
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.map((line) => hashOf(Buffer.from(line)))).toEqual(events.map(({ leaf }) => hashOf(leaf)));
});

test('a redacted line names the hash under which the log proves the entry', async () => {
  const [line = ''] = linesOf(await exported({ format: 'jsonl', filters: { action: 'evidence.granted' } }));
  const event = await database.client.auditEvent.findFirstOrThrow({ where: { action: 'evidence.granted' } });
  expect(JSON.parse(line)).toMatchObject({ id: event.id, details: { kind: 'reveal' }, leafHash: Buffer.from(leafHash(event.leaf)).toString('base64') });
});

test('a spreadsheet finds UTF-8, quoted cells and no formula', async () => {
  const text = await exported(whole('csv', { action: 'case.walled' }));
  expect(text.startsWith('\ufeff"time","id",')).toBe(true);
  expect(text).toContain(`,"'=cmd|' /C calc'!A0",`);
  expect(text).toContain(`,"'\t=1",`);
  expect(text.endsWith('\r\n')).toBe(true);
  expect(await exported(whole('csv', { action: 'case.recused' }))).toContain('"two\nlines, ""quoted"""');
});

test('it is on record before a byte leaves, with format, rows, redaction and filters; the reason is that of the unredacted one', async () => {
  const settled = await settle(sue, whole('ocsf', { action: 'case.walled', outcome: 'done' }));
  if (!settled.ok) throw new Error(settled.problem.safeMessage);
  const [last] = await database.client.auditEvent.findMany({ orderBy: { seq: 'desc' }, take: 1 });
  expect(last).toMatchObject({
    action: 'audit.exported',
    actorId: sue.id,
    reason: 'for the yearly audit',
    details: { format: 'ocsf', rows: 1, redacted: false, filters: { action: 'case.walled', outcome: 'done' } },
  });
  expect(settled.value.fileName).toMatch(/^audit-trail-\d{4}-\d\d-\d\d\.ocsf\.jsonl$/);
});

test('unredacted asks for a reason, and what is too much leaves nothing but words', async () => {
  expect(exportInput.safeParse({ format: 'csv', isRedacted: false, reason: 'short' }).success).toBe(false);
  const before = await database.client.auditEvent.count({ where: { action: 'audit.exported' } });
  expect(await settle(sue, { format: 'csv' }, 3)).toMatchObject({ ok: false, problem: { code: 'too_large' } });
  expect(await settle(sue, { format: 'csv', filters: { action: 'case.recused' } }, 1)).toMatchObject({ ok: true, value: { rows: 1 } });
  expect(await database.client.auditEvent.count({ where: { action: 'audit.exported' } })).toBe(before + 1);
});

test('what was done in a case that the reader is kept away from is not in it, nor is it counted', async () => {
  const sam = await addPerson(database.client, 'supervisor');
  const all = linesOf(await exported(whole('jsonl', { action: 'case.read' }), sam));
  await database.client.caseWall.create({ data: { id: randomIds.next(), caseId: walledCase, personId: sam.id, reason: 'knows them', createdAt: systemClock.now(), createdById: sue.id } });
  expect(all).toHaveLength(1);
  expect(await exported(whole('jsonl', { action: 'case.read' }), sam)).toBe('');
  expect(await settle(sam, { format: 'csv', filters: { action: 'case.read' } })).toMatchObject({ value: { rows: 0 } });
});

test('more than a batch arrives whole, each entry once, though others write meanwhile', async () => {
  const mo = await addPerson(database.client, 'moderator');
  const write = (count: number) =>
    transact(database.client, async (tx) => {
      await recordMany(contextOf(tx, mo), Array.from({ length: count }, () => ({ action: 'item.read' as const, details: {} })));
      return ok();
    });
  await write(2_500);
  const settled = await settle(sue, whole('jsonl', { person: mo.id }));
  if (!settled.ok) throw new Error(settled.problem.safeMessage);
  const reader = streamExport(settled.value).getReader();
  const parts: Buffer[] = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(Buffer.from(part.value));
    await write(10);
  }
  const ids = linesOf(Buffer.concat(parts).toString('utf8')).map((line) => (JSON.parse(line) as { id: string }).id);
  expect([ids.length, new Set(ids).size, settled.value.rows]).toEqual([2_500, 2_500, 2_500]);
  expect(parts.length).toBeGreaterThan(1);
});
