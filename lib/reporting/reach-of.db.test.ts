import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawWebhookSecret } from '@/lib/hotlines';
import { testDatabase } from '@/lib/db/testing';
import { config, manualClock } from '@/lib/kernel';
import { reachOf } from './reach-of';
import { sealCredentials } from './settings/seal';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const own = { username: 'desk', password: 'own' };
const API = 'https://hotline.example/ispws';
const REAL = 'https://report.cybertip.org/ispws';

interface Row {
  readonly hotline?: string;
  readonly isTest?: boolean;
  readonly isOn?: boolean;
  readonly address?: string | null;
  readonly credentials?: Parameters<typeof sealCredentials>[1];
  readonly parallel?: number;
}

async function has({ hotline = 'ncmec', isTest = true, credentials, ...rest }: Row & Partial<ReturnType<typeof sealCredentials>>): Promise<void> {
  await database.client.hotlineSetting.create({ data: { hotline, isTest, isOn: true, ...rest, ...(credentials ? sealCredentials({ hotline, isTest }, credentials) : {}), updatedAt: clock.now() } });
}

const reach = (hotline = 'ncmec', isTest = true, evenOff = false) => reachOf({ client: database.client, clock, evenOff })(hotline, isTest);
const forReal = () => vi.spyOn(config(), 'TEST_MODE', 'get').mockReturnValue(false);

beforeEach(() => database.owner.query('TRUNCATE "HotlineSetting"'));
afterEach(() => void vi.restoreAllMocks());

test('without a row tests go where the environment says, and real reports nowhere', async () => {
  expect(await reach()).toMatchObject({ kind: 'api', host: '127.0.0.1:1', parallel: 8 });
  forReal();
  expect(await reach('ncmec', false)).toMatchObject({ kind: 'off', why: expect.stringContaining('not switched on for real reports') as string });
});

test('a row wins over the environment, with its address, its credentials and how many at once', async () => {
  await has({ address: API, credentials: own, parallel: 3 });
  expect(await reach()).toMatchObject({ kind: 'api', host: 'hotline.example', parallel: 3 });
});

test.each([
  ['switched off', { isOn: false }, 'switched off for tests'],
  ['with an address of its own and the environment’s credentials, which stay with their address', { address: API }, 'no credentials'],
  ['at the real hotline', { address: 'https://report.cybertip.org/ispws', credentials: own }, 'real hotline'],
  ['over plain HTTP', { address: 'http://hotline.example/ispws', credentials: own }, 'https://'],
] as const)('a test hotline %s is not reached, and says why', async (_, row, why) => {
  await has(row);
  expect(await reach()).toMatchObject({ kind: 'off', why: expect.stringContaining(why) as string });
});

test('credentials that belong to another row do not open, and are not sent', async () => {
  await has({ address: API, ...sealCredentials({ hotline: 'ncmec', isTest: false }, own) });
  expect(await reach()).toMatchObject({ kind: 'off', why: expect.stringContaining('do not open') as string });
});

test.each([
  ['off', { isOn: false, address: API, credentials: own }, 'not switched on'],
  ['at the authority’s test system', { address: 'https://exttest.cybertip.org/ispws', credentials: own }, 'test system'],
  ['at any other host', { address: API, credentials: own }, 'report.cybertip.org'],
  ['on this machine', { address: 'http://127.0.0.1:4000/ispws', credentials: own }, 'https://'],
] as const)('real reports do not leave for a hotline %s', async (_, row, why) => {
  forReal();
  await has({ isTest: false, ...row });
  expect(await reach('ncmec', false)).toMatchObject({ kind: 'off', why: expect.stringContaining(why) as string });
});

test('switched on, real reports go to the row’s own address; a check sees it before the switch', async () => {
  forReal();
  await has({ isTest: false, isOn: false, address: REAL, credentials: own });
  expect((await reach('ncmec', false)).kind).toBe('off');
  expect(await reach('ncmec', false, true)).toMatchObject({ kind: 'api', host: 'report.cybertip.org' });
  await database.client.hotlineSetting.updateMany({ data: { isOn: true } });
  expect(await reach('ncmec', false)).toMatchObject({ kind: 'api', host: 'report.cybertip.org' });
});

test('a report of the other mode than the deployment’s is reached by nothing', async () => {
  await has({ isTest: false, address: API, credentials: own });
  expect((await reach('ncmec', false)).kind).toBe('off');
  forReal();
  await has({ isTest: true, address: API, credentials: own });
  expect((await reach('ncmec', true)).kind).toBe('off');
});

test('forms need no switch, in either mode; what is not in the directory is reached by nothing', async () => {
  expect(await reach('iwf')).toEqual({ kind: 'portal' });
  expect((await reach('nobody')).kind).toBe('off');
  forReal();
  expect(await reach('iwf', false)).toEqual({ kind: 'portal' });
});

test('a gateway is reached with address and secret, once somebody switched it on', async () => {
  expect((await reach('gateway')).kind).toBe('off');
  await has({ hotline: 'gateway', address: 'https://gateway.example/reports', credentials: { secret: drawWebhookSecret() } });
  expect(await reach('gateway')).toMatchObject({ kind: 'courier', host: 'gateway.example' });
});
