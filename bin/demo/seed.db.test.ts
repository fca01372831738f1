import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { beforeAll, expect, test } from 'vitest';
import { drawKey } from '@/lib/access';
import { db, transact } from '@/lib/db';
import { contextOf, testDatabase } from '@/lib/db/testing';
import { statementOf } from '@/lib/intake';
import { type PersonActor, config, randomIds, systemClock } from '@/lib/kernel';
import { listAgencies } from '@/lib/referral';
import { readRetention } from '@/lib/retention';
import { freePort } from '../launch/ports';
import { seedDemo } from '../seed';
import { sandboxFiling } from './file-reports';
import { DEMO_ITEMS } from './items';
import { must } from './must';

testDatabase();
const access = { password: 'beans-peas-corn', apiKey: drawKey() };
/** What a run leaves that fails where the people come. */
let cutShort: { isRefused: boolean; people: number; items: number };
let isLoaded: boolean;
let again: () => Promise<boolean>;

beforeAll(async () => {
  const port = await freePort();
  const { NCMEC_USERNAME, NCMEC_PASSWORD } = config();
  Object.assign(config(), { NCMEC_BASE_URL: `http://127.0.0.1:${port}/ispws` });
  const filing = sandboxFiling({ NODE_ENV: 'test', SANDBOX_PORT: String(port), NCMEC_USERNAME, NCMEC_PASSWORD });
  const isRefused = await seedDemo({ ...access, agencyRecipient: 'age1 is no recipient' }, filing).then(() => false, () => true);
  cutShort = { isRefused, people: await db().person.count(), items: await db().item.count() };
  const agencyRecipient = await identityToRecipient(await generateIdentity());
  again = () => seedDemo({ ...access, agencyRecipient }, filing);
  isLoaded = await again();
}, 60_000);

const liaison = async (): Promise<PersonActor> => {
  const { id, pseudonym } = await db().person.findUniqueOrThrow({ where: { email: 'liaison@example.com' } });
  return { kind: 'person', id, name: pseudonym, role: 'liaison', sessionId: randomIds.next(), verifiedAt: systemClock.now() };
};

test('the demo loads once: people of every role, items of every kind, and the second time nothing', async () => {
  expect(isLoaded).toBe(true);
  const items = await db().item.findMany({ include: { case: true, signals: true, media: true } });
  expect(items).toHaveLength(DEMO_ITEMS.length);
  expect(await db().person.count({ where: { isDemo: false } })).toBe(0);
  expect((await db().person.findMany()).map(({ pseudonym }) => pseudonym).sort()).toEqual(['AD-01', 'AU-01', 'LI-01', 'MO-01', 'MO-02', 'SU-01']);

  const of = (id: string) => items.find(({ externalId }) => externalId === `demo-${id}`)!;
  expect(of('same-account').caseId).toBe(of('exact').caseId);
  expect(of('repeat').media[0]!.mediaId).toBe(of('near').media[0]!.mediaId);
  expect(items.filter(({ media }) => media.length === 0).map(({ externalId }) => externalId).sort()).toEqual(['demo-boat-trip', 'demo-danger', 'demo-pressure']);
  expect(items.filter(({ isTest }) => isTest).map(({ externalId }) => externalId)).toEqual(['demo-drill']);
  expect(new Set(items.map(({ severity }) => severity))).toEqual(new Set(['imminent', 'high', 'standard']));
  expect(items.flatMap(({ signals }) => signals).filter(({ isKnown }) => !isKnown).map(({ kind }) => kind)).toEqual(['behaviour_anomaly']);
  const waiting = items.filter(({ state }) => state === 'waiting').sort((a, b) => a.urgency - b.urgency);
  expect([waiting.length, waiting[0]!.externalId]).toEqual([DEMO_ITEMS.length - 4, 'demo-danger']);

  // What the demo says beyond the columns is of the form that reports are filled from.
  expect([...statementOf(of('danger')).accounts.values()].map(({ isVictim }) => isVictim)).toEqual([false, true]);
  expect(statementOf(of('danger')).incidents).toMatchObject([{ kind: 'game' }]);
  expect(statementOf(of('pressure')).lawEnforcement).toMatchObject({ caseNumber: 'EX-9054' });
  expect(statementOf(of('exact')).accounts.get('demo-user-1041')?.details).toMatchObject({ lastName: 'Example', associated: [{ relation: 'Linked' }] });
  expect([...statementOf(of('exact')).files.values()]).toMatchObject([{ originalName: 'bulbs.png' }]);

  const events = await db().auditEvent.count();
  expect(await again()).toBe(false);
  expect(await db().auditEvent.count()).toBe(events);
});

test('a run that is cut short before its people leaves none of them, and is taken up again', () => {
  expect(cutShort).toEqual({ isRefused: true, people: 0, items: DEMO_ITEMS.length });
});

test('one case is ready to be referred: decided, its reports at the sandbox hotline, one of them agreed to by a second person', async () => {
  const { caseId } = await db().item.findFirstOrThrow({ where: { externalId: 'demo-boat-trip' } });
  const items = await db().item.findMany({ where: { caseId }, include: { media: true, participants: true } });
  expect(items.map(({ externalId, state, media, participants }) => [externalId, state, media.length, participants.length]).sort()).toEqual([
    ['demo-boat-trip', 'decided', 0, 2], ['demo-harbour', 'decided', 2, 1], ['demo-plot', 'decided', 1, 1],
  ]);
  const reports = await db().report.findMany({ orderBy: { id: 'asc' }, include: { items: true, verdicts: true } });
  expect(reports.map(({ caseId: of, state, items: { length }, verdicts }) => [of, state, length, verdicts.length])).toEqual([[caseId, 'filed', 2, 1], [caseId, 'filed', 1, 0]]);
  const received = await readFile(join(config().DATA_DIR, 'sandbox-hotline', 'reports.jsonl'), 'utf8');
  for (const { hotlineReportId } of reports) expect(received).toContain(hotlineReportId ?? 'no receipt');
});

test('a referral can go to its agency at once: the key was added by one person and read back by another', async () => {
  const agencies = must(await transact(db(), async (tx) => listAgencies(contextOf(tx, await liaison()))));
  expect(agencies).toMatchObject([{ name: 'Example County Police (invented)', hasUsableKey: true, keys: [{ kind: 'age', state: 'checked', addedBy: 'LI-01', checkedBy: 'SU-01' }] }]);
  expect(agencies[0]?.email).toMatch(/\.example$/);
  expect(agencies[0]?.phone).toMatch(/ 555 01\d\d$/);
});

test('the retention page has two holds that nobody has to look at yet, and a case that runs out this month', async () => {
  const page = must(await transact(db(), async (tx) => readRetention(contextOf(tx, await liaison()))));
  expect(page.holds.map(({ kindWords, owner, isDue }) => [kindWords.split(',')[0], owner, isDue])).toEqual([['Preservation asked for by an agency', 'LI-01', false], ['Preservation request', 'LI-01', false]]);
  expect([page.soon, page.kept].map((rows) => rows.map(({ isOpen, keepers }) => [isOpen, ...keepers.map(({ kind }) => kind)]))).toEqual([[[false, 'hold']], [[true, 'hold', 'clock']]]);
});
