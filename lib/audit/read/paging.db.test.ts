import { beforeAll, expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, ok } from '@/lib/kernel';
import { type AuditPage, page, record, recordMany } from '../index';
import type { AuditFilter } from '../schema';
import { formatCursor, parseCursor } from './cursor';

const database = testDatabase();
const ENTRIES = 430;
let sue: PersonActor;

beforeAll(async () => {
  sue = await addPerson(database.client, 'supervisor');
  // Written in one statement: many share a millisecond, so that the number has to tell them apart.
  await transact(database.client, async (tx) => {
    await recordMany(contextOf(tx, sue), Array.from({ length: ENTRIES }, (_, at) => ({ action: 'item.released', details: {}, reason: at % 3 === 0 ? 'third' : undefined, targets: [{ type: 'item', id: `item-${at % 2}` }] })));
    return ok();
  });
});

async function open(filter: AuditFilter): Promise<AuditPage> {
  const result = await transact(database.client, (tx) => page(contextOf(tx, sue), filter));
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return result.value;
}

const RELEASED = { action: 'item.released' } as const;
const expected = async () => (await database.client.auditEvent.findMany({ where: RELEASED, orderBy: [{ at: 'desc' }, { seq: 'desc' }], select: { id: true } })).map(({ id }) => id);

async function walkDown(filter: AuditFilter, between: () => Promise<unknown> = () => Promise.resolve()): Promise<AuditPage[]> {
  const pages: AuditPage[] = [];
  for (let before: string | undefined; ; before = pages.at(-1)?.older ?? undefined) {
    pages.push(await open({ ...filter, before }));
    if (pages.at(-1)?.older === null) return pages;
    await between();
  }
}

const ids = (pages: readonly AuditPage[]) => pages.flatMap(({ rows }) => rows.map(({ id }) => id));

test('a cursor is the same place after it was written down', () => {
  const place = { at: new Date('2026-11-23T09:41:07.318Z'), seq: 9_223_372_036_854n };
  expect(parseCursor(formatCursor(place))).toEqual(place);
});

test.each<[string, AuditFilter, (at: number) => boolean]>([
  ['by the trail’s own order', RELEASED, () => true],
  ['by words', { ...RELEASED, text: 'third' }, (at) => at % 3 === 0],
  ['by several ways at once', { ...RELEASED, target: 'item-1' }, (at) => at % 2 === 1],
])('pages %s hold every entry once, downwards and back up', async (_, filter, isIn) => {
  const all = await expected();
  const wanted = all.filter((__, at) => isIn(ENTRIES - 1 - at));
  const down = await walkDown(filter);
  expect(ids(down)).toEqual(wanted);
  expect(down.slice(0, -1).every(({ rows }) => rows.length === 50)).toBe(true);

  const up: AuditPage[] = [down.at(-1)!];
  for (let { newer } = up[0]!; newer !== null; newer = up[0]!.newer) up.unshift(await open({ ...filter, after: newer }));
  // The topmost page is the newest one, whole, whatever of it the way up had seen.
  expect(up[0]!.rows.map(({ id }) => id)).toEqual(wanted.slice(0, 50));
  expect(new Set(ids(up))).toEqual(new Set(wanted));
});

test('while others write, nothing that was there is missed or told twice', async () => {
  const all = await expected();
  const pages = await walkDown(RELEASED, () =>
    transact(database.client, async (tx) => {
      await record(contextOf(tx, sue), { action: 'item.released', details: {} });
      return ok();
    }),
  );
  expect(ids(pages)).toEqual(all);
});
