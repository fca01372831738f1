import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { manualClock } from '@/lib/kernel';
import type { Answer } from '../hotline';
import { ncmecHotline } from './client';
import { KEPT_BYTES, keepBody } from './keep';
import { fileDescription, messageReport, minimalReport } from './testing/examples';
import { type OpenSandbox, openSandbox } from './testing/sandbox';

const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);
const fileOf = (content: readonly Uint8Array[], name = 'Gradient “1”.png', contentType = 'image/png') => ({ name, contentType, byteSize: Buffer.concat(content).length, content: Readable.from(content) });
/** Another stream of the same bytes each time: a body is read once. */
const file = () => fileOf([bytes.subarray(0, 30_000), bytes.subarray(30_000)]);

function valueOf<T>(answer: Answer<T>): T {
  if (answer.kind !== 'ok') throw new Error(`${answer.kind} ${answer.call.path} ${answer.call.description ?? ''}`);
  return answer.value;
}

async function openReport({ hotline }: OpenSandbox): Promise<string> {
  return valueOf(await hotline.open(minimalReport)).reportId;
}

test('a filing goes from open through upload and description to finished, and the sandbox has what was sent', async () => {
  await using box = await openSandbox();
  expect(await box.hotline.checkStatus()).toMatchObject({ kind: 'ok' });
  const opened = await box.hotline.open(messageReport);
  const { reportId } = valueOf(opened);
  expect(reportId).toBe('4000001');
  expect(opened.call).toMatchObject({ method: 'POST', path: '/submit', httpStatus: 200, responseCode: 0, durationMs: 0 });
  expect(opened.call.requestId).toMatch(/^[0-9a-f-]{36}$/);

  const uploaded = valueOf(await box.hotline.upload(reportId, file()));
  expect(uploaded.md5).toBe(createHash('md5').update(bytes).digest('hex'));
  expect(uploaded.fileId).toMatch(/^[0-9a-f]{32}$/);
  const other = valueOf(await box.hotline.upload(reportId, fileOf([], 'empty.txt', 'text/plain')));
  valueOf(await box.hotline.describe(reportId, uploaded.fileId, fileDescription));
  valueOf(await box.hotline.describe(reportId, other.fileId, { fileViewedByEsp: false, fileRelevance: 'Supplemental Reported' }));
  expect(valueOf(await box.hotline.finish(reportId)).fileIds).toEqual([uploaded.fileId, other.fileId]);

  const [report] = await box.reports();
  expect(report).toMatchObject({
    id: reportId,
    state: 'finished',
    files: [
      { name: 'Gradient “1”.png', contentType: 'image/png', size: 100_000, md5: uploaded.md5, fileViewedByEsp: true, fileRelevance: 'Reported' },
      { name: 'empty.txt', size: 0, fileViewedByEsp: false, fileRelevance: 'Supplemental Reported' },
    ],
  });
  expect(report?.files[0]?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('a call is kept as it was, both ways, with a file named instead of its bytes and without what signs us in', async () => {
  await using box = await openSandbox();
  const opened = await box.hotline.open(minimalReport);
  expect(opened.call.request).toMatchObject({ headers: { 'content-type': 'text/xml; charset=utf-8' }, body: expect.stringContaining('<incidentSummary>') as string });
  expect(opened.call.response).toMatchObject({ headers: { 'content-type': 'text/xml; charset=utf-8' }, body: expect.stringContaining('<responseCode>0</responseCode>') as string });
  const { call } = await box.hotline.upload(valueOf(opened).reportId, file());
  expect(call.request?.body).toContain(`filename="Gradient “1”.png"`);
  expect(call.request?.body).toContain(`[the file's 100000 bytes, MD5 ${createHash('md5').update(bytes).digest('hex')}]`);
  expect(Buffer.byteLength(call.request?.body ?? '')).toBeLessThan(1_000);
  const refused = await box.stranger.finish('4000001');
  expect(Object.keys({ ...refused.call.request?.headers, ...refused.call.response?.headers })).not.toContain('www-authenticate');
  expect((await box.hotline.checkStatus()).call.response?.body).toBe('');
});

test('a body beyond the limit is kept up to there, and says so', () => {
  const kept = keepBody('ä'.repeat(KEPT_BYTES));
  expect(Buffer.byteLength(kept)).toBeLessThan(KEPT_BYTES + 200);
  expect(kept).toMatch(/\n\[Cut here: the first 1048576 of 2097152 bytes are kept\.\]$/);
  expect(keepBody('short')).toBe('short');
});

test('retract tells where a report stands: open, retracted, finished, unknown', async () => {
  await using box = await openSandbox();
  const first = await openReport(box);
  expect(await box.hotline.retract(first)).toMatchObject({ kind: 'ok', call: { responseCode: 0 } });
  expect(await box.hotline.retract(first)).toMatchObject({ kind: 'state', code: 5101, state: 'retracted' });
  const second = await openReport(box);
  valueOf(await box.hotline.finish(second));
  expect(await box.hotline.retract(second)).toMatchObject({ kind: 'state', code: 5102, state: 'finished' });
  expect(await box.hotline.retract('4999999')).toMatchObject({ kind: 'state', code: 5001, state: 'missing' });
});

test('a finished report takes no more files, descriptions or a second finish', async () => {
  await using box = await openSandbox();
  const reportId = await openReport(box);
  const { fileId } = valueOf(await box.hotline.upload(reportId, file()));
  valueOf(await box.hotline.finish(reportId));
  const late = [box.hotline.upload(reportId, file()), box.hotline.describe(reportId, fileId, fileDescription), box.hotline.finish(reportId)];
  for (const answer of await Promise.all(late)) expect(answer).toMatchObject({ kind: 'state', code: 5102, state: 'finished' });
});

test('a description of a file that was never uploaded is a state of its own', async () => {
  await using box = await openSandbox();
  const reportId = await openReport(box);
  expect(await box.hotline.describe(reportId, 'f'.repeat(32), fileDescription)).toMatchObject({ kind: 'state', code: 5002, state: 'file_missing' });
});

test('wrong credentials stop everything, and no answer holds a credential', async () => {
  await using box = await openSandbox();
  const answers = await Promise.all([box.stranger.checkStatus(), box.stranger.open(minimalReport), box.stranger.upload('1', file())]);
  for (const answer of answers) expect(answer).toMatchObject({ kind: 'stop', call: { httpStatus: 401 } });
  const text = JSON.stringify([...answers, await box.hotline.checkStatus()]);
  expect(text).not.toMatch(/wrong battery|correct horse|desk|Basic|authorization/i);
  expect(await box.reports()).toEqual([]);
});

test('what the hotline refuses is rejected with its words, and ours quote nothing', async () => {
  await using box = await openSandbox();
  const answer = await box.hotline.open({ ...minimalReport, incidentSummary: { ...minimalReport.incidentSummary, platform: 'canary'.repeat(100) } });
  expect(answer).toMatchObject({ kind: 'rejected', code: 4100, call: { description: 'Validation failed: incidentSummary/platform is longer than 256 characters' } });
  const { request, ...told } = answer.call;
  expect(JSON.stringify({ ...answer, call: told })).not.toContain('canary');
  expect(request?.body).toContain('canary');
});

test.each([
  ['http500', { kind: 'retry', isInDoubt: true, call: { httpStatus: 500 } }, 'open'],
  ['code1000', { kind: 'retry', code: 1000, isInDoubt: false }, 'open'],
  ['cut-before', { kind: 'retry', isInDoubt: true }, 'open'],
  ['cut-after', { kind: 'retry', isInDoubt: true }, 'finished'],
])('finish under %s is retried, and the report is afterwards %s', async (kind, expected, state) => {
  await using box = await openSandbox();
  const reportId = await openReport(box);
  expect((await box.addFault({ call: 'finish', kind })).status).toBe(201);
  expect(await box.hotline.finish(reportId)).toMatchObject(expected);
  expect((await box.reports())[0]?.state).toBe(state);
  const again = await box.hotline.finish(reportId);
  expect(again.kind).toBe(state === 'open' ? 'ok' : 'state');
});

test('a hotline that hangs is given up at the time limit, in doubt, and has done nothing', async () => {
  await using box = await openSandbox();
  const reportId = await openReport(box);
  await box.addFault({ call: 'upload', kind: 'hang' });
  expect(await box.hotline.upload(reportId, file(), { timeoutMs: 50 })).toMatchObject({ kind: 'retry', isInDoubt: true });
  expect((await box.reports())[0]?.files).toEqual([]);
});

test('a hanging call ends when the caller gives it up, and when the faults are cleared', async () => {
  await using box = await openSandbox();
  const reportId = await openReport(box);
  await box.addFault({ call: 'finish', kind: 'hang', count: 2 });
  const givingUp = new AbortController();
  const calls = [box.hotline.finish(reportId, { signal: givingUp.signal }), box.hotline.finish(reportId)] as const;
  await vi.waitFor(async () => expect(await box.hanging()).toEqual(['finish', 'finish']));
  givingUp.abort();
  expect(await calls[0]).toMatchObject({ kind: 'retry', isInDoubt: true });
  await box.clearFaults();
  expect(await calls[1]).toMatchObject({ kind: 'retry', isInDoubt: true });
  expect((await box.reports())[0]?.state).toBe('open');
});

test('a hotline that is down is retried without doubt, since nothing reached it', async () => {
  await using box = await openSandbox();
  await box.stop();
  expect(await box.hotline.finish('4000001')).toMatchObject({ kind: 'retry', isInDoubt: false });
});

test.each([
  ['a redirect', 302, '', 'stop', { location: 'https://example.com/elsewhere' }],
  ['a wrong address', 404, 'Not found', 'stop', {}],
  ['too many requests', 429, '', 'retry', {}],
  ['a page instead of a document', 200, '<html><body>Welcome</body></html>', 'retry', {}],
  ['an endless answer', 200, 'x'.repeat(2 * 1024 * 1024), 'retry', {}],
  ['success without a report id', 200, '<reportResponse><responseCode>0</responseCode></reportResponse>', 'retry', {}],
  ['a code that nobody has listed', 200, '<reportResponse><responseCode>7001</responseCode></reportResponse>', 'retry', {}],
  ['a missing permission', 200, '<reportResponse><responseCode>3100</responseCode></reportResponse>', 'stop', {}],
])('%s never counts as filed', async (_what, status, body, kind, headers) => {
  const requested: string[] = [];
  const server = createServer((request, response) => {
    requested.push(request.url ?? '');
    request.resume().once('end', () => response.writeHead(status, headers).end(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ispws/`;
    const hotline = ncmecHotline({ baseUrl, username: 'u', password: 'p', clock: manualClock(new Date(0)) });
    expect((await hotline.open(minimalReport)).kind).toBe(kind);
    expect(requested).toEqual(['/ispws/submit']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test.each(['http://report.example.org/ispws', 'https://user:secret@example.org/ispws', 'ftp://127.0.0.1/', 'nonsense'])(
  'credentials are never sent to %s, and the refusal does not repeat it',
  (baseUrl) => {
    const make = () => ncmecHotline({ baseUrl, username: 'u', password: 'secret', clock: manualClock(new Date(0)) });
    expect(make).toThrow(/^The address of the hotline must (?!.*secret)/);
  },
);

test('a file that fails on our side while it is sent, or is not as long as was said, is never taken for sent', async () => {
  await using box = await openSandbox();
  const reportId = await openReport(box);
  const failing = (async function* () {
    yield bytes;
    await Promise.resolve();
    throw new Error('a broken seal');
  })();
  for (const content of [failing, Readable.from([bytes])]) {
    const answer = await box.hotline.upload(reportId, { name: 'x.png', contentType: 'image/png', byteSize: 2 * bytes.length, content });
    expect(answer).toMatchObject({ kind: 'retry', isInDoubt: true });
  }
  expect((await box.reports())[0]?.files).toEqual([]);
});
