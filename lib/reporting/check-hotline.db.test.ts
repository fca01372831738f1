import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { openSandbox, type OpenSandbox } from '@/lib/hotlines/testing';
import { randomIds } from '@/lib/kernel';
import { checkHotline } from './check-hotline';
import { checkSchema } from './check-schema';
import { sealCredentials } from './settings/seal';
import { type Desk, openDesk } from './testing';

const database = testDatabase();
const LINE = { hotline: 'ncmec', isTest: true };
const never = new AbortController().signal;
let sandbox: OpenSandbox;
let desk: Desk;

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
});
afterEach(() => sandbox.clearFaults());
afterAll(() => sandbox[Symbol.asyncDispose]());

const health = () => database.client.hotlineHealth.findUniqueOrThrow({ where: { hotline_isTest: LINE } });
const events = async (action: string) => (await database.client.auditEvent.findMany({ where: { action }, orderBy: { at: 'asc' } })).map(({ details }) => details);
const alerts = async () => (await database.client.alert.findMany({ where: { kind: 'schema_drifted' } })).map(({ details }) => details);
const checkedSchema = () => checkSchema(desk.tools(sandbox.hotline), never);

test('the authority’s schema is compared with ours: a difference is kept and alerted once, and over when they agree again', async () => {
  await checkedSchema();
  expect(await health()).toMatchObject({ drift: [], driftAt: sandbox.clock.now() });
  expect(await alerts()).toEqual([]);

  await sandbox.addFault({ call: 'xsd', kind: 'newer-schema', every: true });
  for (let count = 0; count < 2; count += 1) await checkedSchema();
  const path = 'report/incidentSummary/reportAnnotations/informational';
  expect((await health()).drift).toEqual([{ path, words: expect.stringContaining('in the schema now') as string }]);
  expect(await alerts()).toEqual([{ about: 'ncmec test', hotline: 'NCMEC CyberTipline', differences: 1 }]);

  await sandbox.clearFaults();
  await checkedSchema();
  expect((await health()).drift).toEqual([]);
  expect(await alerts()).toMatchObject([{ overAt: sandbox.clock.now().toISOString() }]);
  expect(await events('hotline.schema_checked')).toEqual([0, 1, 1, 0].map((differences) => ({ hotline: 'ncmec', differences })));
});

test('an authority that gives no schema changes nothing of what is known, and one that could not be reached is asked again', async () => {
  const before = { health: await health(), events: await events('hotline.schema_checked') };
  sandbox.clock.advance(60_000);
  for (const kind of ['http503', 'malformed', 'cut-before']) {
    await sandbox.addFault({ call: 'xsd', kind });
    await expect(checkedSchema()).rejects.toThrow('did not give its schema');
  }
  await sandbox.addFault({ call: 'xsd', kind: 'http401' });
  await checkedSchema();
  expect({ health: await health(), events: await events('hotline.schema_checked') }).toEqual(before);
});

test('a good check lets reports in again where the hotline had barred the desk, and leaves a dead network to a report’s own attempt', async () => {
  const tools = { client: database.client, clock: sandbox.clock, ids: randomIds };
  const now = sandbox.clock.now();
  const failing = { failingSince: now, failures: 4, probeAt: new Date(now.getTime() + 60_000) };
  const set = (isBarred: boolean) => database.client.hotlineHealth.upsert({ where: { hotline_isTest: LINE }, create: { ...LINE, ...failing, isBarred }, update: { ...failing, isBarred } });
  const { NCMEC_BASE_URL: address, NCMEC_USERNAME: username, NCMEC_PASSWORD: password } = sandbox.environment();
  await database.client.hotlineSetting.create({ data: { ...LINE, isOn: true, address, ...sealCredentials(LINE, { username, password }), updatedAt: now } });
  await set(false);
  await checkHotline(tools, LINE, never);
  expect(await health()).toMatchObject({ checkOutcome: 'ok', failures: 4, probeAt: now });
  await set(true);
  await checkHotline(tools, LINE, never);
  expect(await health()).toMatchObject({ failures: 0, isBarred: false, failingSince: null });
  await database.owner.query('TRUNCATE "HotlineSetting"');
});

test('a check of address and credentials is kept in our words, with its entry', async () => {
  const environment = sandbox.environment();
  const tools = { client: database.client, clock: sandbox.clock, ids: randomIds };
  // Settings of their own, as the deployment's are the environment's.
  await database.client.hotlineSetting.create({ data: { ...LINE, isOn: true, address: environment.NCMEC_BASE_URL, updatedAt: sandbox.clock.now() } });
  await checkHotline(tools, LINE, never);
  expect(await health()).toMatchObject({ checkOutcome: 'off', checkWords: expect.stringContaining('no credentials') as string, checkedAt: sandbox.clock.now() });
  expect((await events('hotline.checked')).at(-1)).toEqual({ hotline: 'ncmec', test: true, outcome: 'off' });
});
