import { expect, test, vi } from 'vitest';
import { serializeReport } from '../serialize';
import { messageReport, minimalReport } from '../testing/examples';
import { type OpenSandbox, openSandbox } from '../testing/sandbox';

const XML = { 'content-type': 'text/xml; charset=utf-8' };
const submit = (box: OpenSandbox, report = messageReport) => box.send('submit', { body: serializeReport(report), headers: XML });

async function upload(box: OpenSandbox, id: string, name = 'file.txt') {
  const form = new FormData();
  form.append('id', id);
  form.append('file', new Blob(['drawn by code'], { type: 'text/plain' }), name);
  return box.send('upload', { body: form });
}

test('the page says that it is a test and that nothing leaves the machine, and shows what came as text, never as markup', async () => {
  await using box = await openSandbox();
  expect(await (await fetch(box.origin)).text()).toContain('No report has been received yet');
  await submit(box, { ...minimalReport, additionalInfo: '<script>alert(1)</script>"\'' });
  await upload(box, '4000001', '<img src=x onerror=alert(1)>');
  for (const path of ['/', '/calls', '/faults']) {
    const answer = await fetch(box.origin + path);
    const page = await answer.text();
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/);
    expect(page).toContain('Sandbox hotline: nothing leaves this machine');
    expect(page).not.toMatch(/<script|<img|onerror=alert\(1\)>|style=/);
  }
  expect(await (await fetch(box.origin)).text()).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

test('a report is shown with its state, its files and their checksums, its calls in order and its document indented', async () => {
  await using box = await openSandbox();
  await submit(box);
  await box.addFault({ call: 'upload', kind: 'http500' });
  await upload(box, '4000001');
  await upload(box, '4000001');
  await box.send('finish', { body: new URLSearchParams({ id: '4000001' }) });
  const page = await (await fetch(box.origin)).text();
  const [file] = (await box.reports())[0]?.files ?? [];
  expect(page).toMatch(/Report 4000001: <span class="good">finished/);
  for (const fact of [file?.sha256, file?.md5, 'file.txt', 'not said']) expect(page).toContain(fact);
  expect([...page.matchAll(/class="mark [^"]*">([^<]+)</g)].map((found) => found[1])).toEqual(['submit 0', 'upload HTTP 500 (http500)', 'upload 0', 'finish 0']);
  expect(page).toMatch(/\n {2}<span class="tag">&lt;incidentSummary<\/span>/);
});

test('only so many reports stand on one page, and the older ones behind a link', async () => {
  await using box = await openSandbox();
  for (let count = 0; count < 52; count += 1) await submit(box, minimalReport);
  const heads = (page: string) => [...page.matchAll(/id="report-(\d+)"/g)].map((found) => found[1]);
  const first = await (await fetch(box.origin)).text();
  expect([heads(first).length, heads(first)[0], /href="\/\?before=(\d+)"/.exec(first)?.[1]]).toEqual([50, '4000052', '4000003']);
  const second = await (await fetch(`${box.origin}/?before=4000003`)).text();
  expect([heads(second), second.includes('Older reports')]).toEqual([['4000002', '4000001'], false]);
});

const form = (box: OpenSandbox, path: string, origin: string | undefined, fields: Record<string, string> = {}) =>
  fetch(box.origin + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers: origin === undefined ? {} : { origin } });
const waiting = async (box: OpenSandbox) => ((await (await fetch(`${box.origin}/_sandbox/faults`)).json()) as { faults: object[] }).faults;

test('a person switches faults on and off by forms, and is told what was wrong', async () => {
  await using box = await openSandbox();
  const sent = await form(box, '/faults', box.origin, { call: 'upload', kind: 'code', code: '4200', nth: '2', every: 'on', takesEffect: 'true', description: '', count: '1' });
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/faults']);
  expect(await waiting(box)).toMatchObject([{ call: 'upload', kind: 'code', code: 4200, nth: 2, every: true, takesEffect: true }]);
  expect(await (await fetch(`${box.origin}/faults`)).text()).toContain('upload: answers a code of your choice, 4200, only number 2 of a report, the call does its work, every time until cleared');
  const wrong = await form(box, '/faults', box.origin, { call: 'finish', kind: 'wrong-md5' });
  expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('call: Only for upload')]);
  await form(box, '/faults/clear', box.origin);
  expect(await waiting(box)).toEqual([]);
});

test('every button of one click is a fault that the switch takes', async () => {
  await using box = await openSandbox();
  const page = await (await fetch(`${box.origin}/faults`)).text();
  const presets = [...page.matchAll(/<form method="post" action="\/faults">(.*?)<\/form>/g)].map((found) => new URLSearchParams([...(found[1] ?? '').matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])));
  expect(presets.length).toBeGreaterThan(3);
  for (const preset of presets) expect([String(preset), (await form(box, '/faults', box.origin, Object.fromEntries(preset))).status]).toEqual([String(preset), 303]);
  expect(await waiting(box)).toHaveLength(presets.length);
});

test.each(['http://evil.example', 'null', 'http://127.0.0.1:1', undefined])('a form from %s switches nothing', async (origin) => {
  await using box = await openSandbox();
  await box.addFault({ call: 'finish', kind: 'hang' });
  expect((await form(box, '/faults', origin, { call: 'any', kind: 'http503', every: 'on' })).status).toBe(403);
  expect((await form(box, '/faults/clear', origin)).status).toBe(403);
  expect(await waiting(box)).toMatchObject([{ kind: 'hang' }]);
});

test('the switch for programs takes only JSON that it understands, and none from another page', async () => {
  await using box = await openSandbox();
  expect((await box.addFault({ call: 'finish', kind: 'explode' })).status).toBe(400);
  const post = (headers: Record<string, string>) => fetch(`${box.origin}/_sandbox/faults`, { method: 'POST', body: '{"call":"submit","kind":"latency","latencyMs":5}', headers });
  expect((await post({})).status).toBe(415);
  expect((await post({ 'content-type': 'application/json', origin: 'http://evil.example' })).status).toBe(403);
  expect(await waiting(box)).toEqual([]);
  expect((await post({ 'content-type': 'application/json', origin: box.origin })).status).toBe(201);
  expect((await submit(box)).status).toBe(200);
  expect(await (await fetch(`${box.origin}/_sandbox/faults`)).json()).toEqual({ faults: [], hanging: [] });
});

test('the most reports with a call under way at once is what it was, not how many calls there were', async () => {
  await using box = await openSandbox();
  for (let count = 0; count < 3; count += 1) await submit(box);
  expect(await box.load()).toEqual({ now: 0, most: 1, calls: 3 });
  await box.addFault({ call: 'upload', kind: 'hang', every: true });
  const held = ['4000001', '4000002', '4000001', '4000003'].map((id) => upload(box, id).catch(() => undefined));
  await vi.waitFor(async () => expect(await box.hanging()).toHaveLength(4));
  expect(await box.load()).toEqual({ now: 3, most: 3, calls: 7 });
  expect((await box.calls()).slice(3)).toMatchObject(Array.from({ length: 4 }, () => ({ call: 'upload', state: 'hanging', fault: 'hang', endedAt: null })));
  await box.clearFaults();
  await Promise.all(held);
  expect((await box.calls()).slice(3)).toMatchObject(Array.from({ length: 4 }, () => ({ state: 'cut', httpStatus: null })));
  await fetch(`${box.origin}/_sandbox/load`, { method: 'DELETE' });
  expect(await box.load()).toEqual({ now: 0, most: 0, calls: 7 });
});

test('a caller who gives up leaves that on record, and a connection is cut in the middle of a file', async () => {
  await using box = await openSandbox();
  await submit(box);
  await box.addFault({ call: 'upload', kind: 'cut-before', nth: 1 });
  const bytes = new Uint8Array(8 * 1024 * 1024);
  const content = (async function* () {
    await Promise.resolve();
    yield bytes;
  })();
  expect(await box.hotline.upload('4000001', { name: 'a.bin', contentType: 'application/octet-stream', byteSize: bytes.length, content })).toMatchObject({ kind: 'retry', isInDoubt: true });
  await box.addFault({ call: 'finish', kind: 'hang' });
  expect(await box.hotline.finish('4000001', { timeoutMs: 30 })).toMatchObject({ kind: 'retry' });
  await vi.waitFor(async () => expect((await box.calls()).map(({ call, state }) => [call, state])).toEqual([['submit', 'answered'], ['upload', 'cut'], ['finish', 'caller gone']]));
  expect((await box.reports())[0]).toMatchObject({ state: 'open', files: [] });
});
