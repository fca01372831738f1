import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { ok } from '@/lib/kernel';
import { TOPICS, announce } from './announce';
import { db } from './client';
import { type Announcement, listen } from './listen';
import { testDatabase } from './testing';
import { transact } from './transact';

const database = testDatabase();
const heard: Announcement[] = [];
let off: () => void = () => undefined;
afterEach(() => {
  off();
  heard.length = 0;
});

const tell = (id: string) => transact(db(), async (tx) => ok(await announce(tx, 'case', id)));
const hears = (id: string) => vi.waitFor(() => expect(heard.map((each) => each.id)).toContain(id), { timeout: 20_000 });

test('an announcement is heard once its transaction commits, and one that rolls back never', async () => {
  off = listen((announcement) => heard.push(announcement));
  // Said until it is heard: when the connection stands is not announced.
  await vi.waitFor(async () => {
    await tell('first');
    expect(heard.map((each) => each.id)).toContain('first');
  }, { timeout: 20_000, interval: 50 });
  await expect(transact(db(), async (tx) => {
    await announce(tx, 'case', 'rolled back');
    throw new Error('on purpose');
  })).rejects.toThrow('on purpose');
  await tell('second');
  await hears('second');
  expect(heard.map(({ id }) => id)).not.toContain('rolled back');
});

test('a lost connection is opened again, and only then every page is told to look', async () => {
  off = listen((announcement) => heard.push(announcement));
  await database.owner.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'");
  await hears('');
  expect(new Set(heard.map(({ topic }) => topic))).toEqual(new Set(TOPICS));
  await tell('after');
  await hears('after');
});

test('a database that refuses connections is asked every other second, not in a loop, and nobody is told anything', async () => {
  const asked: number[] = [];
  const refusing = createServer((socket) => {
    asked.push(performance.now());
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(refusing, 'listening');
  const url = process.env.DATABASE_URL;
  vi.resetModules();
  Reflect.deleteProperty(globalThis, 'watchkeeperHub');
  process.env.DATABASE_URL = `postgres://nobody:x@127.0.0.1:${(refusing.address() as AddressInfo).port}/none`;
  const { listen: listenAnew } = await import('./listen');
  off = listenAnew((announcement) => heard.push(announcement));
  await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(3), 20_000);
  const [first = 0, second = 0, third = 0] = asked;
  expect(Math.min(second - first, third - second)).toBeGreaterThan(1_900);
  expect(heard).toEqual([]);
  process.env.DATABASE_URL = url;
  refusing.close();
});
