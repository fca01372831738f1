import { appendFile, readFile, stat } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseResponse } from '../parse-response';
import { serializeFileDetails, serializeReport } from '../serialize';
import { messageReport, minimalReport } from '../testing/examples';
import { type OpenSandbox, openSandbox } from '../testing/sandbox';
import { writeSchema } from '../write-schema';

const XML = { 'content-type': 'text/xml; charset=utf-8' };
const HOUR_MS = 3_600_000;

async function submit(box: OpenSandbox, body: string, headers: Record<string, string> = XML) {
  return parseResponse(await (await box.send('submit', { body, headers })).text());
}

async function post(box: OpenSandbox, call: string, body: URLSearchParams | FormData) {
  return parseResponse(await (await box.send(call, { body })).text());
}

function uploadForm(id: string): FormData {
  const form = new FormData();
  form.append('id', id);
  form.append('file', new Blob(['drawn by code'], { type: 'text/plain' }), 'file.txt');
  return form;
}

const full = serializeReport(messageReport);

test.each([
  ['elements out of order', full.replace(/(<personOrUserReported>.*<\/personOrUserReported>)(.*<\/victim>)/, '$2$1'), 4100],
  ['a second reported person', full.replace(/(<personOrUserReported>.*<\/personOrUserReported>)/, '$1$1'), 4100],
  ['a flag that says false', full.replace('<sextortion/>', '<sextortion>false</sextortion>'), 4100],
  ['an unknown element', full.replace('<victim>', '<witness/><victim>'), 4100],
  ['an unknown attribute', full.replace('<victim>', '<victim kind="x">'), 4100],
  ['text between elements', full.replace('<victim>', 'stray<victim>'), 4100],
  ['a moment to come', serializeReport({ ...minimalReport, incidentSummary: { ...minimalReport.incidentSummary, incidentDateTime: '2026-11-23T09:00:01Z' } }), 4100],
  ['another document', '<fileDetails/>', 4100],
  ['an unclosed element', full.replace('</report>', ''), 4110],
  ['a document type', full.replace('<report>', '<!DOCTYPE report><report>'), 4110],
  ['nothing', '', 4110],
])('%s is refused with its code and opens nothing', async (_what, xml, code) => {
  await using box = await openSandbox();
  expect(xml).not.toBe(full);
  expect(await submit(box, xml)).toMatchObject({ responseCode: code });
  expect(await box.reports()).toEqual([]);
});

test('XML that does not say it is UTF-8 is refused, since the authority would misread it', async () => {
  await using box = await openSandbox();
  expect(await submit(box, full, { 'content-type': 'text/xml' })).toMatchObject({ responseCode: 4000 });
  expect(await submit(box, full)).toMatchObject({ responseCode: 0, reportId: '4000001' });
});

test('every protocol call needs the credentials, answers 401 without a body, and carries a Request-ID', async () => {
  await using box = await openSandbox();
  for (const call of ['status', 'xsd', 'submit', 'upload', 'fileinfo', 'finish', 'retract', 'nothing']) {
    const answer = await fetch(`${box.origin}/ispws/${call}`, call === 'status' || call === 'xsd' ? {} : { method: 'POST', body: 'x' });
    expect([call, answer.status, await answer.text()]).toEqual([call, 401, '']);
    expect(answer.headers.get('request-id')).toMatch(/\S/);
  }
});

test.each(['upload', 'finish', 'retract'])('%s without a usable form is an invalid request', async (call) => {
  await using box = await openSandbox();
  const broken = await box.send(call, { body: '--x\r\nbroken', headers: { 'content-type': 'multipart/form-data; boundary=x' } });
  expect(parseResponse(await broken.text())).toMatchObject({ responseCode: 4000 });
  expect(await post(box, call, new URLSearchParams({ id: 'one' }))).toMatchObject({ responseCode: 4000 });
  const json = await box.send(call, { body: '{}', headers: { 'content-type': 'application/json' } });
  expect(parseResponse(await json.text())).toMatchObject({ responseCode: 4000 });
});

test('finish and retract take the id as a multipart form, too', async () => {
  await using box = await openSandbox();
  await submit(box, full);
  const form = new FormData();
  form.append('id', '4000001');
  expect(await post(box, 'finish', form)).toMatchObject({ responseCode: 0, fileIds: [] });
  expect(await post(box, 'retract', form)).toMatchObject({ responseCode: 5102 });
});

test('an unfinished report lives 24 hours from opening or 1 hour from its last change, whichever is later', async () => {
  await using box = await openSandbox();
  await submit(box, full);
  await submit(box, full);
  box.clock.advance(24 * HOUR_MS - 1000);
  expect(await post(box, 'upload', uploadForm('4000002'))).toMatchObject({ responseCode: 0 });
  box.clock.advance(1000);
  expect(await post(box, 'finish', new URLSearchParams({ id: '4000001' }))).toMatchObject({ responseCode: 5001 });
  box.clock.advance(HOUR_MS - 2000);
  expect(await post(box, 'finish', new URLSearchParams({ id: '4000002' }))).toMatchObject({ responseCode: 0 });
  box.clock.advance(48 * HOUR_MS);
  expect((await box.reports()).map(({ id, state }) => [id, state])).toEqual([['4000002', 'finished'], ['4000001', 'expired']]);
});

test('a supplemental file with a class is accepted at first and refused at finish', async () => {
  await using box = await openSandbox();
  await submit(box, full);
  const uploaded = await post(box, 'upload', uploadForm('4000001'));
  const body = serializeFileDetails({ reportId: '4000001', fileId: uploaded?.fileId ?? '', fileRelevance: 'Supplemental Reported', industryClassification: 'A1' });
  const described = await box.send('fileinfo', { body, headers: XML });
  expect(parseResponse(await described.text())).toMatchObject({ responseCode: 0 });
  expect(await post(box, 'finish', new URLSearchParams({ id: '4000001' }))).toMatchObject({ responseCode: 4100 });
});

test('a file is described once', async () => {
  await using box = await openSandbox();
  await submit(box, full);
  const uploaded = await post(box, 'upload', uploadForm('4000001'));
  const describe = async (fileViewedByEsp: boolean) => {
    const body = serializeFileDetails({ reportId: '4000001', fileId: uploaded?.fileId ?? '', fileViewedByEsp });
    return parseResponse(await (await box.send('fileinfo', { body, headers: XML })).text());
  };
  expect(await describe(true)).toMatchObject({ responseCode: 0 });
  expect(await describe(false)).toMatchObject({ responseCode: 4000 });
  expect((await box.reports())[0]?.files[0]?.fileViewedByEsp).toBe(true);
});

test('status and schema are asked with GET, everything else with POST, and a path that is not the protocol’s is not found', async () => {
  await using box = await openSandbox();
  expect(parseResponse(await (await box.send('status', { method: 'GET' })).text())).toMatchObject({ responseCode: 0, description: expect.stringMatching(/^Remote User : desk, Remote Ip : /) as string });
  const schema = await box.send('xsd', { method: 'GET' });
  expect([schema.headers.get('content-type'), await schema.text()]).toEqual(['text/xml; charset=utf-8', writeSchema()]);
  const statuses = await Promise.all([box.send('status'), box.send('xsd'), box.send('submit', { method: 'GET' }), box.send('finish', { method: 'PUT' }), box.send('amend')]);
  expect(statuses.map(({ status }) => status)).toEqual([405, 405, 405, 405, 404]);
});

test('a restart keeps every report, goes on counting, and drops only a last line cut short', async () => {
  await using box = await openSandbox();
  await submit(box, full);
  await post(box, 'upload', uploadForm('4000001'));
  const before = await box.reports();
  const file = path.join(box.dir, 'reports.jsonl');
  await appendFile(file, '{"id":"4000009","state":"op');
  const calls = await box.calls();
  await box.restart();
  expect([await box.reports(), await box.calls()]).toEqual([before, calls]);
  expect(await submit(box, full)).toMatchObject({ reportId: '4000002' });
  await box.restart();
  expect((await box.reports()).map(({ id }) => id)).toEqual(['4000002', '4000001']);
  expect(await readFile(file, 'utf8')).not.toContain('drawn by code');
  expect((await stat(file)).mode & 0o077).toBe(0);
});

test('a name that a stranger resolves to this machine opens nothing', async () => {
  await using box = await openSandbox();
  const status = await new Promise((resolve, reject) => {
    request(`${box.origin}/_sandbox/reports`, { headers: { host: 'rebound.example.org' } }, (answer) => {
      resolve(answer.statusCode);
      answer.resume();
    })
      .once('error', reject)
      .end();
  });
  expect(status).toBe(403);
});
