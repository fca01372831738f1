import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { manualClock } from '@/lib/kernel';
import { type SignedPost, postSigned } from './post';
import { drawWebhookSecret, signWebhook } from './sign';

const received: { url: string; headers: IncomingMessage['headers']; body: string }[] = [];
let answer: (response: ServerResponse) => void;
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    received.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() });
    answer(response);
  });
});
let base: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  received.length = 0;
  answer = (response) => response.end('thank you');
});

function arrived(): (typeof received)[number] {
  const [first] = received;
  if (!first) throw new Error('nothing arrived');
  return first;
}

const secret = drawWebhookSecret();
const clock = manualClock(new Date('2026-11-23T12:00:00Z'));
const post = (more: Partial<SignedPost> = {}): SignedPost => ({ address: `${base}/hook`, secret, id: 'one', body: '{"a":"ü"}', isTest: true, clock, ...more });

test('what arrives can be checked with the secret, and the secret is in nothing that is kept', async () => {
  const posted = await postSigned(post());
  const { headers, body } = arrived();
  expect(headers['webhook-signature']).toBe(signWebhook(secret, String(headers['webhook-id']), Number(headers['webhook-timestamp']), body));
  expect([headers['webhook-id'], headers['webhook-timestamp'], headers['content-type'], body]).toEqual(['one', '1795435200', 'application/json', '{"a":"ü"}']);
  expect(posted).toMatchObject({ kind: 'answered', httpStatus: 200, text: 'thank you', call: { path: '/hook', httpStatus: 200, request: { body: '{"a":"ü"}' }, response: { body: 'thank you' } } });
  for (const hidden of [secret.slice(6), String(headers['webhook-signature'])]) expect(JSON.stringify(posted)).not.toContain(hidden);
});

test('a redirect is an answer and not a way on', async () => {
  answer = (response) => response.writeHead(307, { location: `${base}/elsewhere` }).end();
  expect(await postSigned(post())).toMatchObject({ kind: 'answered', httpStatus: 307 });
  expect(received.map(({ url }) => url)).toEqual(['/hook']);
});

test('a connection cut after the request leaves doubt, and one that was never made leaves none', async () => {
  answer = (response) => response.destroy();
  expect(await postSigned(post())).toMatchObject({ kind: 'silent', isInDoubt: true });
  answer = (response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => response.destroy());
  };
  expect(await postSigned(post())).toMatchObject({ kind: 'silent', isInDoubt: true, call: { httpStatus: 200 } });
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  expect(await postSigned(post({ address: `http://127.0.0.1:${port}/hook` }))).toMatchObject({ kind: 'silent', isInDoubt: false });
});

test('an answer without end is not kept', async () => {
  answer = (response) => response.end('x'.repeat(70_000));
  expect(await postSigned(post())).toMatchObject({ kind: 'answered', httpStatus: 200, text: undefined });
});

test.each([
  ['plain http to another machine', 'http://gateway.example/hook', true],
  ['plain http to this machine, when it is no test', 'http://127.0.0.1:9/hook', false],
  ['credentials in the address', 'https://user:pass@gateway.example/hook', false],
  ['no address', 'gateway', false],
])('nothing is sent to %s', async (_what, address, isTest) => {
  await expect(postSigned(post({ address, isTest }))).rejects.toThrow(/^The address must/);
});
