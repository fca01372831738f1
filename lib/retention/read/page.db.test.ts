import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { must } from '@/lib/reporting/testing';
import { liftHold } from '../holds/lift';
import { DAY_MS, openRetentionDesk } from '../testing/desk';
import { readRetention } from './page';

const database = testDatabase();
let sandbox: OpenSandbox;
let desk: Awaited<ReturnType<typeof openRetentionDesk>>;
beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openRetentionDesk(database, sandbox.clock, sandbox.hotline);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

/** Where the page has a case, and until when it says that it is kept. */
async function placeOf(number: string): Promise<string> {
  const page = must(await desk.as(desk.liaison, readRetention));
  const places = (['soon', 'kept', 'free'] as const).flatMap((place) => page[place].filter((row) => row.number === number).map(({ until }) => `${place} ${until?.slice(0, 10) ?? 'no date'}`));
  return places.join(', ');
}

test('what runs out this month is what nothing keeps beyond it: a hold counts as a clock does, and the longest of them', async () => {
  const agencyId = await desk.agency();
  const held = await desk.closed((await desk.decided('other_policy')).itemId);
  expect(await placeOf(held.number)).toBe('free no date');
  const endsOn = desk.dayOf(19);
  must(await desk.hold(held.number, { kind: 'agency', agencyId, endsOn }));
  expect(await placeOf(held.number)).toBe(`soon ${desk.dayOf(20)}`);
  const { holdId } = must(await desk.hold(held.number, { kind: 'legal', reference: 'REF-2' }));
  expect(await placeOf(held.number)).toBe('kept no date');
  must(await desk.as(desk.liaison, (ctx) => liftHold(ctx, { holdId, reason: 'The trial is over' })));
  expect(await placeOf(held.number)).toBe(`soon ${desk.dayOf(20)}`);

  const filed = await desk.filedCase();
  const until = new Date(sandbox.clock.now());
  until.setUTCFullYear(until.getUTCFullYear() + 1);
  const lastDay = until.toISOString().slice(0, 10);
  expect(await placeOf(filed.number)).toBe(`kept ${lastDay}`);
  sandbox.clock.advance(until.getTime() - sandbox.clock.now().getTime() - 20 * DAY_MS);
  expect([await placeOf(filed.number), await placeOf(held.number)]).toEqual([`soon ${lastDay}`, 'free no date']);
  must(await desk.hold(filed.number, { kind: 'us_2703f', agencyId }));
  expect(await placeOf(filed.number)).toBe(`kept ${desk.dayOf(91)}`);
});
