import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { openSandbox, type OpenSandbox } from '@/lib/hotlines/testing';
import { type PersonActor, config, log, randomIds } from '@/lib/kernel';
import { checkHotline } from '../check-hotline';
import { openNoticeSecret } from '../notices/secret';
import { reachOf } from '../reach-of';
import { type Desk, must, openDesk } from '../testing';
import { askForCheck, readHotlinesPage, rotatePlatformSecret, saveHotlineSetting, savePlatformWebhook, switchHotline } from './index';
import { type HotlineSettingInput, type SwitchInput, hotlineSettingInput, platformInput, platformWebhookInput } from './schema';
import { openCredentials } from './seal';

const database = testDatabase();
const PASSWORD = 'a-password-found-nowhere';
const API = 'https://hotline.example/ispws';
const REAL = 'https://report.cybertip.org/ispws';
const NAME = 'NCMEC CyberTipline';
let sandbox: OpenSandbox;
let desk: Desk;
let admin: PersonActor;

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
  admin = await desk.person('admin');
});
afterAll(() => sandbox[Symbol.asyncDispose]());
beforeEach(() => database.owner.query('TRUNCATE "HotlineSetting", "HotlineHealth", "PlatformWebhook"'));
afterEach(() => void vi.restoreAllMocks());

const forReal = () => vi.spyOn(config(), 'TEST_MODE', 'get').mockReturnValue(false);
const save = (input: Partial<HotlineSettingInput> = {}) => desk.as(admin, (ctx) => saveHotlineSetting(ctx, { hotline: 'ncmec', isTest: true, address: '', parallel: 8, ...input }));
const turn = (input: Partial<SwitchInput> = {}) => desk.as(admin, (ctx) => switchHotline(ctx, { hotline: 'ncmec', isTest: true, isOn: true, confirmation: '', ...input }));
const rowOf = (isTest = true) => database.client.hotlineSetting.findUniqueOrThrow({ where: { hotline_isTest: { hotline: 'ncmec', isTest } } });
const check = (isTest = true) => checkHotline({ client: database.client, clock: sandbox.clock, ids: randomIds }, { hotline: 'ncmec', isTest }, new AbortController().signal);
const problemOf = (result: Awaited<ReturnType<typeof save>>) => (result.ok ? 'done' : `${result.problem.code}: ${result.problem.safeMessage}`);
const credentials = { username: 'desk', password: PASSWORD };

async function events(action: string) {
  return database.client.auditEvent.findMany({ where: { action }, orderBy: { id: 'asc' }, select: { actorId: true, details: true, targets: true, reason: true } });
}

test('credentials go in sealed, win over the environment’s, and are in no page, no entry and no line of the log', async () => {
  const said = [vi.spyOn(log, 'info'), vi.spyOn(log, 'warn'), vi.spyOn(log, 'error')];
  must(await save({ address: API, credentials }));
  const row = await rowOf();
  expect(openCredentials('api', row)).toEqual(credentials);
  expect(Buffer.from(row.sealedCredentials ?? []).includes(PASSWORD)).toBe(false);
  expect(row.isOn).toBe(true);
  expect(await reachOf({ client: database.client, clock: sandbox.clock })('ncmec', true)).toMatchObject({ kind: 'api', host: 'hotline.example' });
  const page = must(await desk.as(admin, readHotlinesPage));
  expect(page.hotlines.find(({ id }) => id === 'ncmec')?.modes[0]).toMatchObject({ isTest: true, credentials: 'own', address: API, set: { by: admin.name } });
  const [entry] = (await events('hotline.settings_changed')).slice(-1);
  expect(entry).toMatchObject({ actorId: admin.id, details: { hotline: 'ncmec', test: true, what: ['address', 'credentials'] } });
  const written = await database.owner.query<{ all: string }>(`SELECT string_agg(e::text, ' ') AS all FROM "AuditEvent" e`);
  expect(JSON.stringify([page, said.map(({ mock }) => mock.calls)]) + (written.rows[0]?.all ?? '')).not.toContain(PASSWORD);
  expect(said.flatMap(({ mock }) => mock.calls)).toEqual([]);
});

test('credentials stay with the address that they were entered for', async () => {
  must(await save({ address: API, credentials }));
  expect(problemOf(await save({ address: 'https://elsewhere.example/ispws' }))).toMatch(/^unprocessable: The credentials that are kept belong/);
  expect((await rowOf()).address).toBe(API);
  must(await save({ address: '' }));
  expect(await rowOf()).toMatchObject({ address: null, sealedCredentials: null, wrappedKey: null });
});

test.each([
  ['the real host for tests', { address: 'https://report.cybertip.org/ispws' }, 'address'],
  ['the test host for real reports', { isTest: false, address: 'https://exttest.cybertip.org/ispws' }, 'address'],
  ['any host but the authority’s for real reports', { isTest: false, address: API }, 'address'],
  ['plain HTTP elsewhere', { address: 'http://hotline.example' }, 'address'],
  ['a password in the address', { address: 'https://a:b@hotline.example' }, 'address'],
  ['half of the credentials', { credentials: { username: 'desk' } }, 'credentials/password'],
  ['other credentials than the channel’s', { credentials: { secret: 'x' } }, 'credentials/username'],
])('refuses %s, beside the field', async (_, input, field) => {
  const result = await save(input);
  expect(result.ok ? [] : result.problem.fields.map((each) => each.field)).toContain(field);
  expect(await database.client.hotlineSetting.count({ where: { address: { not: null } } })).toBe(0);
});

test('real reports are switched on outside test mode, after a good check, with the name typed; another address or credentials switch them off, and supervisors hear of each', async () => {
  const told = async () => (await database.client.alert.findMany({ where: { kind: 'hotline_changed' }, orderBy: { at: 'asc' } })).map(({ audience, details }) => [audience, details]);
  const news = (change: string) => ['supervisor', { byId: admin.id, hotline: NAME, change }];
  must(await save({ isTest: false, address: REAL, credentials }));
  const on = (confirmation = NAME) => turn({ isTest: false, confirmation });
  expect(problemOf(await on())).toMatch(/^conflict: .*TEST_MODE/);
  forReal();
  expect(problemOf(await on())).toMatch(/^conflict: .*not checked/);
  const health = (checkOutcome: string) => database.client.hotlineHealth.upsert({ where: { hotline_isTest: { hotline: 'ncmec', isTest: false } }, create: { hotline: 'ncmec', isTest: false, checkOutcome, checkedAt: sandbox.clock.now() }, update: { checkOutcome, checkedAt: sandbox.clock.now() } });
  await health('stop');
  expect(problemOf(await on())).toMatch(/^conflict: .*not good/);
  await health('ok');
  for (const wrong of ['', 'ncmec', `${NAME}!`]) expect(problemOf(await on(wrong))).toMatch(/^unprocessable: Type the name/);
  must(await on());
  expect(await rowOf(false)).toMatchObject({ isOn: true, switchedById: admin.id });
  expect((await events('hotline.switched')).at(-1)).toMatchObject({ actorId: admin.id, details: { hotline: 'ncmec', test: false, on: true } });

  for (const change of [{ address: 'https://report.cybertip.org/other' }, { address: 'https://report.cybertip.org/other', credentials: { username: 'desk', password: 'another' } }]) {
    must(await save({ isTest: false, credentials, ...change }));
    expect(await rowOf(false)).toMatchObject({ isOn: false });
    expect((await events('hotline.switched')).at(-1)).toMatchObject({ details: { test: false, on: false } });
    expect(await database.client.hotlineHealth.findFirstOrThrow()).toMatchObject({ checkOutcome: null, checkedAt: null });
    expect(problemOf(await on())).toMatch(/not checked/);
    await health('ok');
    must(await on());
  }
  expect(await told()).toEqual(['address', 'on', 'address', 'on', 'address', 'on'].map(news));
  must(await save({ isTest: false, address: 'https://report.cybertip.org/other', parallel: 3 }));
  must(await save({ address: API, credentials }));
  expect([(await rowOf(false)).isOn, (await told()).length]).toEqual([true, 6]);
});

test('without credentials of its own at another address, nothing is switched on', async () => {
  forReal();
  must(await save({ isTest: false, address: REAL }));
  expect(problemOf(await turn({ isTest: false, confirmation: NAME }))).toMatch(/no credentials/);
});

test('a test hotline is switched off and on again, and each time it is an entry', async () => {
  const before = (await events('hotline.switched')).length;
  must(await turn({ isOn: false }));
  expect(await reachOf({ client: database.client, clock: sandbox.clock })('ncmec', true)).toMatchObject({ kind: 'off' });
  must(await turn({ isOn: false }));
  must(await turn({ isOn: true }));
  expect((await reachOf({ client: database.client, clock: sandbox.clock })('ncmec', true)).kind).toBe('api');
  expect((await events('hotline.switched')).length).toBe(before + 2);
});

test('a check asks the hotline itself and says good or not in words; what was asked with other settings is dropped', async () => {
  const { NCMEC_BASE_URL: address, NCMEC_USERNAME: username, NCMEC_PASSWORD: password } = sandbox.environment();
  must(await save({ address, credentials: { username, password } }));
  must(await desk.as(admin, (ctx) => askForCheck(ctx, { hotline: 'ncmec', isTest: true })));
  expect(await database.client.$queryRaw`SELECT 1 FROM graphile_worker.jobs WHERE key = 'check-hotline:ncmec:true'`).toHaveLength(1);
  await check();
  const found = () => database.client.hotlineHealth.findFirst({ select: { checkOutcome: true, checkWords: true } });
  expect(await found()).toEqual({ checkOutcome: 'ok', checkWords: 'Address and credentials are good.' });

  sandbox.clock.advance(1000);
  must(await save({ address, credentials: { username, password: 'another' } }));
  expect(await found()).toEqual({ checkOutcome: null, checkWords: null });
  await check();
  expect((await found())?.checkOutcome).toBe('stop');
  expect((await events('hotline.checked')).at(-1)).toMatchObject({ details: { hotline: 'ncmec', test: true, outcome: 'stop' } });

  sandbox.clock.advance(1000);
  await sandbox.addFault({ call: 'status', kind: 'latency', latencyMs: 300, count: 1 });
  const slow = check();
  must(await save({ address, credentials: { username, password } }));
  await slow;
  expect((await found())?.checkOutcome).not.toBe('stop');
});

test('text that the database cannot keep is refused beside its field', () => {
  const bad = 'https://hotline.example/\0';
  expect(hotlineSettingInput.safeParse({ hotline: 'ncmec', isTest: true, address: bad, parallel: 8 }).error?.issues.map(({ path }) => path)).toEqual([['address']]);
  expect(platformWebhookInput.safeParse({ platform: 'a\0', address: bad, isOn: true }).error?.issues.map(({ path }) => path)).toEqual([['platform'], ['address']]);
  expect(platformInput.safeParse({ platform: '\0' }).success).toBe(false);
});

test('how a platform’s last notice went says nothing of a case that the reader is kept away from', async () => {
  const { reportId } = await desk.report((await desk.sendItem(0)).itemId);
  await database.client.notice.create({ data: { id: randomIds.next(), reportId, platform: 'Example Messenger', body: {}, state: 'stuck', nextAt: sandbox.clock.now(), createdAt: sandbox.clock.now() } });
  const lastFor = async () => must(await desk.as(admin, readHotlinesPage)).webhooks.find(({ platform }) => platform === 'Example Messenger')?.last;
  expect(await lastFor()).toMatchObject({ state: 'stuck' });
  const { caseId } = await desk.stored(reportId);
  await database.client.caseWall.create({ data: { id: randomIds.next(), caseId, personId: admin.id, reason: 'Knows somebody in it', createdById: desk.moderator.id, createdAt: sandbox.clock.now() } });
  expect(await lastFor()).toBeNull();
});

test('settings of the other mode than the deployment’s are not tried from it', async () => {
  expect(problemOf(await desk.as(admin, (ctx) => askForCheck(ctx, { hotline: 'ncmec', isTest: false })))).toMatch(/^conflict/);
});

test('of two admins who save at once, both are on record and the row is one of theirs, whole', async () => {
  const before = (await events('hotline.settings_changed')).length;
  const results = await Promise.all([save({ parallel: 3, address: API, credentials }), save({ parallel: 5, address: 'https://other.example/ispws', credentials: { username: 'o', password: 'o' } })]);
  expect(results.map(({ ok }) => ok)).toEqual([true, true]);
  const row = await rowOf();
  expect([row.address, row.parallel, openCredentials('api', row)?.username]).toEqual(row.parallel === 3 ? [API, 3, 'desk'] : ['https://other.example/ispws', 5, 'o']);
  expect((await events('hotline.settings_changed')).length).toBe(before + 2);
});

test('a platform’s secret is answered the once that it is made, signs its notices, and another takes its place', async () => {
  const webhook = (isOn = true, address = 'https://platform.example/hook') => desk.as(admin, (ctx) => savePlatformWebhook(ctx, { platform: 'Example Messenger', address, isOn }));
  const stored = () => database.client.platformWebhook.findUniqueOrThrow({ where: { platform: 'Example Messenger' } });
  const { secret } = must(await webhook());
  expect(secret).toMatch(/^whsec_/);
  expect(openNoticeSecret(await stored())).toBe(secret);
  expect(must(await webhook(false))).toEqual({ secret: null });
  expect(await stored()).toMatchObject({ isOn: false });
  const rotated = must(await desk.as(admin, (ctx) => rotatePlatformSecret(ctx, { platform: 'Example Messenger' })));
  expect(rotated.secret).not.toBe(secret);
  expect(openNoticeSecret(await stored())).toBe(rotated.secret);
  expect((await events('notice.address_changed')).map(({ details }) => (details as { what: string[] }).what)).toEqual([['address', 'secret', 'on'], ['off'], ['secret']]);
  const written = await database.owner.query<{ all: string }>(`SELECT string_agg(e::text, ' ') AS all FROM "AuditEvent" e`);
  const seen = JSON.stringify(must(await desk.as(admin, readHotlinesPage))) + (written.rows[0]?.all ?? '');
  for (const value of [secret, rotated.secret]) expect(seen).not.toContain(value);
  expect((await webhook(true, 'http://platform.example')).ok).toBe(false);
  expect((await desk.as(admin, (ctx) => rotatePlatformSecret(ctx, { platform: 'Nobody' }))).ok).toBe(false);
});
