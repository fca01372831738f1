import { expect, test } from 'vitest';
import { manualClock, randomIds } from '@/lib/kernel';
import { parseResponse } from '../parse-response';
import { serializeReport } from '../serialize';
import { messageReport, minimalReport } from '../testing/examples';
import { type Fault, FAULT_KINDS, type FaultKind, type ProtocolCall, faultInput } from './faults';
import { inMemorySandbox } from './in-memory';

const file = { name: 'a.txt', contentType: 'text/plain', size: 1, md5: '0cc175b9c0f1b6a831c399e269772661', sha256: 'f'.repeat(64) };
const xml = serializeReport(messageReport);

function open() {
  const box = inMemorySandbox({ clock: manualClock(new Date('2026-11-23T09:00:00Z')), ids: randomIds });
  const submit = (document = xml) => box.answer({ call: 'submit', xml: document });
  const upload = (id: string) => box.answer({ call: 'upload', form: { id, file } });
  const finish = (id: string) => box.answer({ call: 'finish', form: { id, file: undefined } });
  const fault = (given: Partial<Fault> & Pick<Fault, 'call' | 'kind'>) => box.faults.add(faultInput.parse(given));
  const report = (id = '4000001') => box.store.find(id);
  return { box, submit, upload, finish, fault, report };
}

const read = (ending: { kind: string; body?: string }) => parseResponse(ending.body ?? '');

/** What each kind looks like to the caller of /upload, and whether the file is there afterwards. */
const EXPECTED: Readonly<Record<Exclude<FaultKind, 'newer-schema'>, readonly [object, boolean]>> = {
  latency: [{ kind: 'answer', status: 200, code: 0, latencyMs: 1000 }, true],
  hang: [{ kind: 'hang' }, false],
  'cut-before': [{ kind: 'cut' }, false],
  'cut-after': [{ kind: 'cut' }, true],
  http401: [{ kind: 'answer', status: 401, body: '' }, false],
  http429: [{ kind: 'answer', status: 429, body: '', headers: { 'Retry-After': '30' } }, false],
  http500: [{ kind: 'answer', status: 500, body: '' }, false],
  http503: [{ kind: 'answer', status: 503, headers: { 'Retry-After': '30' } }, false],
  code1000: [{ kind: 'answer', status: 200, code: 1000 }, false],
  code: [{ kind: 'answer', status: 200, code: 4200 }, false],
  'wrong-md5': [{ kind: 'answer', code: 0 }, true],
  'without-id': [{ kind: 'answer', code: 0 }, true],
  malformed: [{ kind: 'answer', code: 0 }, true],
  huge: [{ kind: 'answer', code: 0 }, true],
};

test.each(Object.entries(EXPECTED) as [keyof typeof EXPECTED, (typeof EXPECTED)[keyof typeof EXPECTED]][])('%s strikes once, and the call took effect or did not', (kind, [ending, isThere]) => {
  const { box, submit, upload, fault, report } = open();
  submit();
  fault({ call: 'upload', kind, ...(kind === 'code' ? { code: 4200 } : {}) });
  expect(upload('4000001')).toMatchObject(ending);
  expect(report()?.files).toHaveLength(isThere ? 1 : 0);
  expect(read(upload('4000001'))).toMatchObject({ responseCode: 0, hash: file.md5 });
  expect(box.calls.all().map((call) => call.fault)).toEqual([null, kind, null]);
});

test('the answers that are spoiled are what they say: another MD5, no id, no document, more than is read', () => {
  const spoiled = (kind: FaultKind) => {
    const { submit, upload, fault } = open();
    submit();
    fault({ call: 'upload', kind });
    return upload('4000001');
  };
  expect(read(spoiled('wrong-md5'))).toMatchObject({ responseCode: 0, hash: expect.not.stringMatching(file.md5) as string });
  expect(read(spoiled('wrong-md5'))?.hash).toMatch(/^[0-9a-f]{32}$/);
  expect(read(spoiled('without-id'))).toEqual({ responseCode: 0, description: 'Success', fileIds: [] });
  expect(read(spoiled('malformed'))).toBeUndefined();
  expect(read(spoiled('huge'))).toBeUndefined();
});

test('any code comes with its own words, or with words that name an element', () => {
  const { submit, fault } = open();
  fault({ call: 'submit', kind: 'code', code: 3100 });
  fault({ call: 'submit', kind: 'code', code: 4100, description: 'Validation failed: victim/0/victimPerson/age is not accepted' });
  expect(read(submit())).toMatchObject({ responseCode: 3100, description: 'No authorization to make submissions' });
  expect(read(submit())).toMatchObject({ responseCode: 4100, description: 'Validation failed: victim/0/victimPerson/age is not accepted' });
});

test('a code that says nothing of it may come after the call took effect, too', () => {
  const { submit, finish, fault, report } = open();
  submit();
  fault({ call: 'finish', kind: 'code1000', takesEffect: true });
  expect(read(finish('4000001'))).toMatchObject({ responseCode: 1000 });
  expect(report()?.state).toBe('finished');
});

test('conditions: only the second file of a report, only reports with a text in them, until cleared', () => {
  const { box, submit, upload, fault } = open();
  fault({ call: 'upload', kind: 'http500', nth: 2, about: 'user_two', every: true });
  submit(serializeReport(minimalReport));
  submit();
  submit();
  const statuses = (id: string) => [1, 2, 3].map(() => upload(id)).map((ending) => ending.kind === 'answer' && ending.status);
  expect([statuses('4000001'), statuses('4000002'), statuses('4000003')]).toEqual([[200, 200, 200], [200, 500, 200], [200, 500, 200]]);
  box.faults.clear();
  submit();
  expect(statuses('4000004')).toEqual([200, 200, 200]);
});

test('slowness adds to what else strikes, what ends comes before what stays, and any call means all', () => {
  const { box, submit, fault } = open();
  fault({ call: 'any', kind: 'http503', every: true, retryAfterSeconds: 5 });
  fault({ call: 'any', kind: 'latency', every: true, latencyMs: 50 });
  fault({ call: 'submit', kind: 'code1000', count: 2 });
  expect([submit(), submit(), submit()]).toMatchObject([{ code: 1000, latencyMs: 50 }, { code: 1000, latencyMs: 50 }, { status: 503, latencyMs: 50, headers: { 'Retry-After': '5' } }]);
  for (const call of ['status', 'xsd'] as const) expect(box.answer({ call })).toMatchObject({ status: 503 });
});

test('what makes no sense is not switched on', () => {
  const rejected = (fault: object) => !faultInput.safeParse(fault).success;
  for (const call of ['any', 'finish']) expect(rejected({ call, kind: 'wrong-md5' })).toBe(true);
  expect(rejected({ call: 'submit', kind: 'code' })).toBe(true);
  expect(rejected({ call: 'submit', kind: 'explode' })).toBe(true);
  expect(rejected({ call: 'submit', kind: 'newer-schema' })).toBe(true);
  expect(Object.keys(FAULT_KINDS).filter((kind) => kind !== 'newer-schema')).toEqual(Object.keys(EXPECTED));
});

test('every call is on record in order, with its report, the how manieth it was and how it ended', () => {
  const { box, submit, upload, finish, fault } = open();
  fault({ call: 'upload', kind: 'hang', nth: 2 });
  submit();
  submit();
  const steps: (readonly [ProtocolCall, string])[] = [['upload', '4000002'], ['upload', '4000002'], ['upload', '4000001'], ['finish', '4000001']];
  for (const [call, id] of steps) if (call === 'upload') upload(id); else finish(id);
  expect(box.calls.all().map(({ seq, call, reportId, nth, fault: played, state, code }) => [seq, call, reportId, nth, played, state, code])).toEqual([
    [1, 'submit', '4000001', 1, null, 'answered', 0],
    [2, 'submit', '4000002', 2, null, 'answered', 0],
    [3, 'upload', '4000002', 1, null, 'answered', 0],
    [4, 'upload', '4000002', 2, 'hang', 'caller gone', null],
    [5, 'upload', '4000001', 1, null, 'answered', 0],
    [6, 'finish', '4000001', 1, null, 'answered', 0],
  ]);
  expect(box.calls.load()).toEqual({ now: 0, most: 1, calls: 6 });
});
