import { createHash } from 'node:crypto';
import { type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { manualClock } from '@/lib/kernel';
import type { Parcel, ParcelFile } from '../hotline';
import { reportFacts } from '../portal/testing/facts';
import { gatewayCourier } from './courier';
import { drawWebhookSecret, signWebhook } from './sign';

interface Received {
  readonly headers: Headers;
  readonly parts: ReadonlyMap<string, { readonly name: string; readonly type: string; readonly bytes: Buffer }>;
}

const received: Received[] = [];
let answer: (response: ServerResponse) => void;
const server = createServer((request, response) => {
  void (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = new Headers(request.headers as Record<string, string>);
    const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': headers.get('content-type') ?? '' } }).formData();
    const parts = await Promise.all([...form].map(async ([part, value]) => [part, { name: (value as File).name, type: (value as File).type, bytes: Buffer.from(await (value as File).arrayBuffer()) }] as const));
    received.push({ headers, parts: new Map(parts) });
    answer(response);
  })().catch(() => response.destroy());
});
let address: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/reports`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  received.length = 0;
  answer = (response) => response.end('{"reference":"G-1"}');
});

const secret = drawWebhookSecret();
const gateway = () => gatewayCourier({ address, secret, isTest: true, clock: manualClock(new Date('2026-11-23T12:00:00Z')) });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function file(name: string, bytes: Buffer): ParcelFile {
  async function* content(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 1000) yield await Promise.resolve(bytes.subarray(at, at + 1000));
  }
  return { name, contentType: 'image/png', byteSize: bytes.length, sha256: sha256(bytes), content: content() };
}
const parcel = (...files: ParcelFile[]): Parcel => ({ key: 'key-1', facts: reportFacts({ isTest: true }), files });
const pixels = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 256));

test('the gateway can check the report with the secret, and each file with the report', async () => {
  expect(await gateway().deliver(parcel(file('image-1.png', pixels), file('a"b\r\n.png', Buffer.from('x'))))).toMatchObject({ kind: 'ok', value: { reference: 'G-1' } });
  const [{ headers, parts } = { headers: new Headers(), parts: new Map() as Received['parts'] }] = received;
  const json = parts.get('report')?.bytes.toString() ?? '';
  expect(headers.get('webhook-signature')).toBe(signWebhook(secret, 'key-1', Number(headers.get('webhook-timestamp')), json));
  expect([headers.get('webhook-id'), [...parts.keys()]]).toEqual(['key-1', ['report', 'file-1', 'file-2']]);
  const { type, data } = JSON.parse(json) as { type: string; data: { isTest: boolean; report: { platform: string; now: string }; files: { part: string; name: string; byteSize: number; sha256: string }[] } };
  expect([type, data.isTest, data.report.platform, data.report.now]).toEqual(['report.submitted', true, 'Example Messenger', '2026-11-23T09:00:00.000Z']);
  expect(data.files.map(({ part, byteSize }) => [part, byteSize])).toEqual([['file-1', 5000], ['file-2', 1]]);
  for (const each of data.files) expect(sha256(parts.get(each.part)?.bytes ?? new Uint8Array())).toBe(each.sha256);
});

test('the same report is sent in the same words however often it is sent', async () => {
  for (let attempt = 0; attempt < 2; attempt += 1) await gateway().deliver(parcel(file('image-1.png', pixels)));
  const [one, other] = received.map(({ headers, parts }) => [headers.get('webhook-id'), parts.get('report')?.bytes.toString()]);
  expect(one).toEqual(other);
});

test.each<[number, string, object]>([
  [200, '{"reference":" G-7 "}', { kind: 'ok', value: { reference: 'G-7' } }],
  [201, '{"reference":"G-7","more":1}', { kind: 'ok', value: { reference: 'G-7' } }],
  [409, '{"reference":"G-7"}', { kind: 'ok', value: { reference: 'G-7' } }],
  // No number was given, so none is made up.
  [202, '', { kind: 'ok', value: { reference: null } }],
  [200, '{"reference":7}', { kind: 'ok', value: { reference: null } }],
  [200, '{"reference":"two\\nlines"}', { kind: 'ok', value: { reference: null } }],
  [200, 'G-7', { kind: 'ok', value: { reference: null } }],
  [301, '', { kind: 'stop', code: 301 }],
  [401, '', { kind: 'stop', code: 401 }],
  [403, '', { kind: 'stop', code: 403 }],
  [404, '', { kind: 'stop', code: 404 }],
  [422, 'field x', { kind: 'rejected', code: 422, call: { description: 'field x' } }],
  [413, '', { kind: 'rejected', code: 413 }],
  [429, '', { kind: 'retry', code: 429, isInDoubt: false }],
  [503, '', { kind: 'retry', code: 503, isInDoubt: true }],
])('the answer %i %j means %j', async (status, body, expected) => {
  answer = (response) => response.writeHead(status, status === 301 ? { location: address } : {}).end(body);
  const delivered = await gateway().deliver(parcel());
  expect(delivered).toMatchObject(expected);
  expect(received).toHaveLength(1);
  if (delivered.kind !== 'ok') expect(delivered.message).toMatch(/^The .*gateway.+\.$/);
});

test('a file that breaks on the way ends the call, and what arrived is no report', async () => {
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(pixels.subarray(0, 100));
    throw new Error('the seal is broken');
  }
  const delivered = await gateway().deliver(parcel({ ...file('image-1.png', pixels), content: breaking() }));
  expect([delivered, received.length]).toMatchObject([{ kind: 'retry', isInDoubt: true }, 0]);
});

test('more than a gateway is ever sent is refused before the first byte, in words', async () => {
  const delivered = await gateway().deliver(parcel({ ...file('film.mp4', Buffer.alloc(0)), byteSize: 3 * 1024 ** 3 }));
  expect([delivered, received.length]).toMatchObject([{ kind: 'rejected', code: 413, message: expect.stringMatching(/3072 MiB together; a gateway is sent 2048 MiB at most/) as string }, 0]);
});

test('a secret that is none stops the report in words, and nothing is sent unsigned', async () => {
  const delivered = await gatewayCourier({ address, secret: 'a password of thirty characters', isTest: true, clock: manualClock(new Date('2026-11-23T12:00:00Z')) }).deliver(parcel());
  expect([delivered, received.length]).toMatchObject([{ kind: 'stop', message: expect.stringMatching(/begins with whsec_/) as string }, 0]);
  expect(JSON.stringify(delivered)).not.toContain('a password');
});

test('the record of the call has the report, and neither secret, signature nor bytes of a file', async () => {
  const { call } = await gateway().deliver(parcel(file('image-1.png', Buffer.from('canary-bytes'))));
  const kept = JSON.stringify(call);
  expect(kept).toContain('Example Messenger');
  for (const hidden of [secret.slice(6), received[0]?.headers.get('webhook-signature') ?? 'none', 'canary-bytes']) expect(kept).not.toContain(hidden);
});
