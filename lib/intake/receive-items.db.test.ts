import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { openText, receiveMedia, unwrapKey } from '@/lib/evidence';
import { draw } from '@/lib/evidence/testing';
import { batchResults } from './answer';
import { receiveItems } from './receive-items';
import { testPlatform } from './testing/platform';
import { submission } from './testing/submissions';

const owned = testDatabase();
let platform: Awaited<ReturnType<typeof testPlatform>>;
let round = 0;
/** Names of this test's own, so that tests share a database without sharing people. */
const name = (word: string) => `${word}-${round}`;
const person = (word: string) => ({ externalId: name(word) });
const message = (sender: string, change: Record<string, unknown> = {}) => ({ externalId: 'm1', senderId: name(sender), sentAt: '2026-11-20T08:15:00+01:00', text: 'The tomatoes are ripe.', ...change });

function item(event: string, subject: string, change: Record<string, unknown> = {}) {
  return submission({ externalId: name(event), subject: person(subject), participants: [], messages: [message(subject)], ...change });
}

async function send(...items: unknown[]) {
  return batchResults(await receiveItems(platform, items));
}

beforeEach(async () => {
  round += 1;
  platform = await testPlatform(`Platform ${round}`);
});

test('one item becomes an item in an open case, with its facts, and an entry each in the trail', async () => {
  const [result] = await send(item('e', 'u', { participants: [person('other')], messages: [message('u'), message('other', { text: undefined })] }));
  expect(result).toMatchObject({ index: 0, status: 201, externalId: name('e'), caseNumber: expect.stringMatching(/^C-2026-\d{5}$/) as unknown, warnings: [] });
  const stored = await db().item.findUniqueOrThrow({
    where: { id: result!.itemId! },
    include: { case: true, subject: true, participants: true, messages: { orderBy: { position: 'asc' }, include: { sender: true } }, signals: true, conversation: true },
  });
  expect(stored).toMatchObject({
    occurredAtText: '2026-11-20T08:15:00+01:00', severity: 'high', summary: 'User report, 2 messages', isTest: false, state: 'waiting', leaseHolderId: null,
    case: { number: result!.caseNumber, status: 'open' }, subject: { externalId: name('u') }, conversation: { externalId: 'dm-1001', encryption: 'transport' },
    signals: [{ kind: 'user_report', isKnown: true, reason: 'child_safety' }],
  });
  expect(stored.participants).toHaveLength(1);
  expect(stored.messages.map(({ sender }) => sender.externalId)).toEqual([name('u'), name('other')]);
  const [first, second] = stored.messages;
  expect(openText(unwrapKey(stored), { purpose: 'message', id: first!.id }, first!.sealedText!)).toBe('The tomatoes are ripe.');
  expect(second!.sealedText).toBeNull();
  const trail = await db().auditEvent.findMany({ where: { caseId: stored.caseId }, orderBy: { seq: 'asc' } });
  expect(trail.map(({ action, actorName }) => [action, actorName])).toEqual([['case.opened', `Platform ${round}`], ['item.received', `Platform ${round}`]]);
});

describe('the same externalId', () => {
  test('with the same body answers as the first time and makes nothing new, however the body is written', async () => {
    const [first] = await send(item('e', 'u'));
    const [again] = await send(JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(item('e', 'u')).reverse()))));
    expect(again).toEqual({ ...first, status: 200 });
    expect(await db().item.count({ where: { externalId: name('e') } })).toBe(1);
    expect(await db().auditEvent.count({ where: { action: 'item.received', itemId: first!.itemId! } })).toBe(1);
  });

  test('with another body is a conflict, and the first one stays', async () => {
    const [first] = await send(item('e', 'u'));
    const [other] = await send(item('e', 'u', { messages: [message('u', { text: 'The beans are ripe.' })] }));
    expect(other).toMatchObject({ status: 409, problem: { code: 'conflict', errors: [{ field: 'externalId' }] } });
    const stored = await db().item.findUniqueOrThrow({ where: { id: first!.itemId! }, include: { messages: true } });
    expect(openText(unwrapKey(stored), { purpose: 'message', id: stored.messages[0]!.id }, stored.messages[0]!.sealedText!)).toBe('The tomatoes are ripe.');
  });

  test('with a field that is not known here is another body too', async () => {
    await send(item('e', 'u'));
    expect(await send(item('e', 'u', { vendorNote: 'x' }))).toMatchObject([{ status: 409 }]);
  });

  test('sent by 32 at once makes one item, and all 32 get its answer', async () => {
    const answers = (await Promise.all(Array.from({ length: 32 }, () => send(item('e', 'u'))))).flat();
    expect(new Set(answers.map(({ itemId }) => itemId)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(31).fill(200), 201]);
    expect(await db().item.count({ where: { externalId: name('e') } })).toBe(1);
  });

  test('raced by bodies that name different subjects is taken once and refused to the others', async () => {
    const answers = (await Promise.all(Array.from({ length: 16 }, (_, at) => send(item('e', `u${at}`))))).flat();
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(15).fill(409)]);
    expect(await db().case.count({ where: { subject: { externalId: { startsWith: `u`, endsWith: `-${round}` } } } })).toBe(1);
  });

  test('twice in one batch is answered once as new and once as known; a changed twin is a conflict', async () => {
    const results = await send(item('e', 'u'), item('e', 'u'), item('e', 'u', { severityHint: 'imminent' }));
    expect(results.map(({ status }) => status)).toEqual([201, 200, 409]);
    expect(results[1]!.itemId).toBe(results[0]!.itemId);
  });

  test('sent again late does not undo what a later item said about the account', async () => {
    const early = item('e1', 'u', { subject: { ...person('u'), screenName: 'before' } });
    await send(early);
    await send(item('e2', 'u', { subject: { ...person('u'), screenName: 'after', emails: [{ address: 'u@example.com' }] } }));
    await send(early);
    expect(await db().account.findFirstOrThrow({ where: { externalId: name('u') } })).toMatchObject({ screenName: 'after', emails: [{ address: 'u@example.com', verified: false }] });
  });
});

describe('one open case an account', () => {
  test('holds when 24 items about one account arrive at once', async () => {
    const answers = (await Promise.all(Array.from({ length: 24 }, (_, at) => send(item(`e${at}`, 'u'))))).flat();
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    expect(new Set(answers.map(({ caseNumber }) => caseNumber)).size).toBe(1);
  });

  test('holds when batches about the same accounts arrive in opposite order', async () => {
    const batch = Array.from({ length: 12 }, (_, at) => `u${at}`);
    const answers = await Promise.all([send(...batch.map((u) => item(`a-${u}`, u))), send(...batch.toReversed().map((u) => item(`b-${u}`, u)))]);
    expect(answers.flat().every(({ status }) => status === 201)).toBe(true);
    expect(await db().case.count({ where: { subject: { externalId: { endsWith: `-${round}` } } } })).toBe(12);
  });

  test('a later item joins the open case; after it is closed, the next opens another', async () => {
    const [first] = await send(item('e1', 'u'));
    const [second] = await send(item('e2', 'u'));
    expect(second!.caseNumber).toBe(first!.caseNumber);
    await db().case.updateMany({ where: { number: first!.caseNumber! }, data: { status: 'closed' } });
    const [third] = await send(item('e3', 'u'));
    expect(third!.caseNumber).not.toBe(first!.caseNumber);
  });
});

describe('in a batch each item stands for itself', () => {
  test('what is wrong with one is told at its place, by field, and the others are taken', async () => {
    const results = await send(
      item('e0', 'u'),
      item('e1', 'u', { occurredAt: 'yesterday', signals: [] }),
      item('e2', 'u', { messages: [message('stranger')] }),
      item('e3', 'u', { messages: [message('u', { media: ['0199e0c0-0000-7000-8000-000000000001'] })] }),
      'not an item',
      item('e5', 'u'),
    );
    expect(results.map(({ index, status }) => [index, status])).toEqual([[0, 201], [1, 400], [2, 422], [3, 422], [4, 400], [5, 201]]);
    expect(results.map(({ problem }) => problem?.errors.map(({ field }) => field).sort())).toEqual([
      undefined, ['occurredAt', 'signals'], ['messages/0/senderId'], ['messages/0/media/0'], ['(body)'], undefined,
    ]);
    const refusal = await db().auditEvent.findFirstOrThrow({ where: { action: 'items.refused' }, orderBy: { seq: 'desc' } });
    expect(refusal).toMatchObject({ outcome: 'refused', details: { refused: 4 } });
  });

  test('an item that the database itself refuses costs only itself', async () => {
    const bad = item('bad', 'u', { signals: [{ kind: 'user_report', reason: 'child_safety', distance: 7 }] });
    await owned.owner.query(`ALTER TABLE "Signal" ADD CONSTRAINT planted CHECK ("distance" IS DISTINCT FROM 7)`);
    try {
      const results = await send(item('e0', 'u'), bad, item('e2', 'v'));
      expect(results.map(({ status }) => status)).toEqual([201, 503, 201]);
      expect(await db().item.count({ where: { externalId: name('bad') } })).toBe(0);
    } finally {
      await owned.owner.query('ALTER TABLE "Signal" DROP CONSTRAINT planted');
    }
  });

  test('500 items are taken in one go', async () => {
    const results = await send(...Array.from({ length: 500 }, (_, at) => item(`e${at}`, `u${at % 100}`)));
    expect(results.every(({ status }) => status === 201)).toBe(true);
    expect(await db().item.count({ where: { externalId: { endsWith: `-${round}` } } })).toBe(500);
    expect(new Set(results.map(({ caseNumber }) => caseNumber)).size).toBe(100);
  });
});

describe('nothing is lost', () => {
  test('values that are not known are kept and marked, and fields that are not known stay in the sealed submission', async () => {
    const [result] = await send(item('e', 'u', {
      severityHint: 'dire', vendorExtension: { shade: 'teal' },
      signals: [{ kind: 'quantum_match', detector: 'q-1', label: 'odd', score: 0.7 }],
      subject: { ...person('u'), ipEvents: [{ ip: '2001:db8::7', event: 'Message', at: '2026-11-20T08:14:58-05:00' }] },
    }));
    expect(result!.warnings!.map(({ field }) => field).sort()).toEqual(['severityHint', 'signals/0/kind', 'subject/ipEvents/0/event']);
    const stored = await db().item.findUniqueOrThrow({ where: { id: result!.itemId! }, include: { signals: true, ipEvents: true } });
    expect(stored.signals).toMatchObject([{ kind: 'quantum_match', isKnown: false, detector: 'q-1', label: 'odd', score: 0.7 }]);
    expect(stored.ipEvents).toMatchObject([{ event: 'Message', isKnownEvent: false, atText: '2026-11-20T08:14:58-05:00' }]);
    expect(JSON.parse(openText(unwrapKey(stored), { purpose: 'item', id: stored.id }, stored.sealedBody))).toMatchObject({ vendorExtension: { shade: 'teal' }, severityHint: 'dire' });
  });

  test('a test signal marks the item as a test', async () => {
    const [result] = await send(item('e', 'u', { signals: [{ kind: 'hash_match', algorithm: 'sha256', exact: true, test: true }] }));
    expect(await db().item.findUniqueOrThrow({ where: { id: result!.itemId! } })).toMatchObject({ isTest: true });
  });

  test('files keep the order of the messages, and one file of two items is one file', async () => {
    const send1 = async (seed: number) => {
      const bytes = await draw(seed).png().toBuffer();
      const received = await receiveMedia(platform, { body: new Blob([Uint8Array.from(bytes)]).stream(), contentType: 'image/png', contentLength: null });
      if (!received.ok) throw new Error(received.problem.safeMessage);
      return received.value.receipt.mediaId;
    };
    const [a, b] = [await send1(5), await send1(7)];
    const media = [message('u', { media: [b] }), message('u', { media: [a, b] })];
    const results = await send(item('e1', 'u', { messages: media }), item('e2', 'v', { messages: [message('v', { media: [a] })], signals: [{ kind: 'hash_match', algorithm: 'pdq', distance: 4, mediaId: a }] }));
    const stored = await db().itemMedia.findMany({ where: { itemId: { in: results.map(({ itemId }) => itemId!) } }, orderBy: [{ itemId: 'asc' }, { position: 'asc' }] });
    expect(stored.map(({ mediaId, position }) => [mediaId, position])).toEqual([[b, 0], [a, 1], [a, 0]]);
  });
});

test('a batch lets everybody else have a turn between two of its items', async () => {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await send(...Array<unknown>(100).fill({}));
  isOver = true;
  expect(turns).toBeGreaterThanOrEqual(100);
});

test('items that name many thousand files that were never sent are refused one by one, each with the first of them', async () => {
  const media = (at: number) => Array.from({ length: 50 }, (_, file) => `0198f000-0000-7000-8000-${String(at * 50 + file).padStart(12, '0')}`);
  const many = (event: string) => item(event, 'u', { messages: Array.from({ length: 20 }, (_, at) => message('u', { externalId: `m${at}`, media: media(at) })) });
  const results = await send(...Array.from({ length: 50 }, (_, at) => many(`e${at}`)));
  expect(results.map(({ status, problem }) => [status, problem?.errors.length])).toEqual(Array(50).fill([422, 100]));
});
