import { beforeAll, expect, test } from 'vitest';
import { keepAway } from '@/lib/cases';
import { testDatabase } from '@/lib/db/testing';
import { unwrapKey, sealText } from '@/lib/evidence';
import { type PersonActor, manualClock, ok } from '@/lib/kernel';
import { drawUp } from './draw-up';
import { findDecisions, loadFacts, priorShown } from './load-facts';
import { openReport, sealReport } from './seal-report';
import { type Desk, must, openDesk } from './testing';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(database, clock);
});

const AT = '2026-11-20T08:14:58+01:00';

async function decisionOn(itemId: string) {
  await desk.report(itemId);
  const { id } = await database.client.decision.findFirstOrThrow({ where: { itemId } });
  return findDecisions(database.client, [id]);
}

const SUBJECT = {
  externalId: 's-1',
  vehicle: 'a blue van',
  ipEvents: [{ ip: '203.0.113.7', event: 'Message', at: AT, possibleProxy: true }],
  associated: [{ relation: 'Linked', screenName: 'alt', ipEvents: [{ ip: '203.0.113.8', event: 'Login', at: AT }] }],
};

test('what a platform says beyond the columns is read from the sealed submission, with moments and zones as sent', async () => {
  const { itemId } = await desk.sendItem(1, {
    participants: [{ externalId: 'v-1', role: 'victim', age: 14, school: 'Example School' }, { externalId: 'r-1', role: 'bystander' }],
    conversation: undefined,
    subject: SUBJECT,
    messages: [{ externalId: 'm1', senderId: 's-1', sentAt: AT, text: 'a harmless line', flagged: true }],
    signals: [{ kind: 'user_report', reason: 'child_safety' }],
    incidents: [{ kind: 'phone', phone: { number: '5550100' }, latitude: 1.5, longitude: 2.5 }],
    lawEnforcement: { agency: 'Example Police', isReported: true },
  });
  const facts = await loadFacts(database.client, clock, { hotline: 'ncmec', decisions: await decisionOn(itemId) });
  const [item] = facts.items;
  expect(facts.subject).toMatchObject({
    details: { vehicle: 'a blue van', associated: [{ relation: 'Linked', ipEvents: [{ ip: '203.0.113.8', port: null, at: { at: new Date(AT), text: AT } }] }] },
    ipEvents: [{ event: 'Message', isProxy: true, at: { text: AT } }],
  });
  expect(item?.others.map(({ externalId, isVictim, details }) => [externalId, isVictim, details.age]).sort()).toEqual([['r-1', false, undefined], ['v-1', true, 14]]);
  expect(item).toMatchObject({ incidents: [{ kind: 'phone', latitude: 1.5 }], lawEnforcement: { agency: 'Example Police', isReported: true } });
});

test('what is said of a file comes with it, and so does what the file says of itself', async () => {
  const { itemId, mediaIds: [mediaId = ''] } = await desk.sendItem(1);
  const media = await database.client.media.findUniqueOrThrow({ where: { id: mediaId } });
  const metadata = JSON.stringify({ exif: { Image: { Make: 'Example' }, GPSInfo: { GPSLatitude: [52, 31, 12] } }, xmp: { 'xmp:CreatorTool': 'Drawn by code' } });
  await database.client.media.update({ where: { id: mediaId }, data: { sealedMetadata: sealText(unwrapKey(media), { purpose: 'metadata', id: mediaId }, metadata) } });
  const second = await desk.sendItem(0, { files: [{ mediaId, originalName: 'boat.png', isPublic: true, hashes: [{ type: 'PDQ', value: 'f00d' }], uploadedAt: AT, uploadedFrom: { ip: '203.0.113.9', at: AT } }] });
  const { items } = await loadFacts(database.client, clock, { hotline: 'ncmec', decisions: [...(await decisionOn(itemId)), ...(await decisionOn(second.itemId))] });
  const exif = [{ name: 'Image.Make', value: 'Example' }, { name: 'GPSInfo.GPSLatitude', value: '52, 31, 12' }, { name: 'xmp.xmp:CreatorTool', value: 'Drawn by code' }];
  expect(items.map(({ files }) => files)).toMatchObject([
    [{ mediaId, hashes: [], exif }],
    [{ mediaId, originalName: 'boat.png', isPublic: true, hashes: [{ type: 'PDQ', value: 'f00d' }], uploadedFrom: { ip: '203.0.113.9', event: 'Upload', at: { at: new Date(AT) } }, exif }],
  ]);
});

test('a submission of before these fields were known is reported like any other', async () => {
  const { itemId } = await desk.sendItem(1);
  const item = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  const earlier = JSON.stringify({ externalId: 'e', subject: { externalId: 's', age: 'unknown to us then', devices: 7 }, participants: [null, {}], files: 'as we like', incidents: [{}], lawEnforcement: true });
  await database.client.item.update({ where: { id: itemId }, data: { sealedBody: sealText(unwrapKey(item), { purpose: 'item', id: itemId }, earlier) } });
  const { subject, items } = await loadFacts(database.client, clock, { hotline: 'ncmec', decisions: await decisionOn(itemId) });
  expect(subject.details).toEqual({});
  expect(items[0]).toMatchObject({ incidents: [], lawEnforcement: null });
});

test('a sealed report opens as it was sealed, moments included, and one that was kept without its facts opens, too', async () => {
  const { itemId } = await desk.sendItem(1);
  const decisions = await decisionOn(itemId);
  const drawn = must(await desk.as(desk.moderator, (ctx) => drawUp(ctx, { hotline: 'ncmec', decisions })));
  const item = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  const reopened = openReport(item, 'r1', sealReport(item, 'r1', drawn));
  expect(reopened.facts?.items[0]?.occurredAt.at).toEqual(new Date('2026-11-20T08:15:00+01:00'));
  expect(reopened).toEqual(JSON.parse(JSON.stringify(drawn), (key, value: unknown) => (key === 'now' || key === 'decidedAt' || (key === 'at' && typeof value === 'string') ? new Date(value as string) : value)));

  const { report, files: [file] } = drawn;
  const { kind: _kind, itemId: _itemId, ...asOnceKept } = file ?? { kind: '', itemId: '' };
  const earlier = sealText(unwrapKey(item), { purpose: 'report', id: 'r2' }, JSON.stringify({ report, files: [asOnceKept] }));
  expect(openReport(item, 'r2', earlier)).toEqual({ facts: null, report, files: [file] });
});

test('an element that the hotline refused is left out, and what it said is kept in words', async () => {
  const { itemId } = await desk.sendItem(1);
  const decisions = await decisionOn(itemId);
  const omitted = ['personOrUserReported/screenName', 'files/0/fileName', 'internetDetails/chatImIncident/content'];
  const { report, files } = must(await desk.as(desk.moderator, (ctx) => drawUp(ctx, { hotline: 'ncmec', decisions, omitted })));
  expect(report.personOrUserReported).not.toHaveProperty('screenName');
  expect(report.internetDetails?.[0]?.chatImIncident).not.toHaveProperty('content');
  expect(files[0]?.details).not.toHaveProperty('fileName');
  for (const kept of ['personOrUserReported/screenName: user_one', 'files/0/fileName: image-1.png', 'a harmless line']) expect(report.additionalInfo).toContain(kept);
  const refused = await desk.as(desk.moderator, (ctx) => drawUp(ctx, { hotline: 'ncmec', decisions, omitted: ['reporter'] }));
  expect(refused).toMatchObject({ ok: false, problem: { code: 'unprocessable', fields: [{ field: 'reporter' }] } });
});

test('of earlier reports the authority is told every number, and a person only those of cases that they are not kept away from', async () => {
  const subject = { externalId: 'prior-1', screenName: 'again' };
  const caseIds: string[] = [];
  for (const number of ['4711', '4712']) {
    const { itemId } = await desk.sendItem(0, { subject });
    const { reportId } = await desk.report(itemId);
    const { caseId } = await database.client.report.update({ where: { id: reportId }, data: { state: 'filed', hotlineReportId: number, filedAt: clock.now() } });
    // What comes of the account next is another case.
    await database.client.case.update({ where: { id: caseId }, data: { status: 'closed' } });
    caseIds.push(caseId);
    clock.advance(1_000);
  }
  const facts = await loadFacts(database.client, clock, { hotline: 'ncmec', decisions: await decisionOn((await desk.sendItem(0, { subject })).itemId) });
  expect(facts.priorReportIds).toEqual(['4711', '4712']);
  const [sue, mo] = [await desk.person('supervisor'), await desk.person('moderator')];
  must(await desk.as(sue, (ctx) => keepAway(ctx, { caseId: caseIds[0] ?? '', personId: mo.id, reason: 'Knows them' })));
  const shown = async (actor: PersonActor) => must(await desk.as(actor, async (ctx) => ok(await priorShown(ctx, facts))));
  expect([await shown(sue), await shown(mo)]).toEqual([['4711', '4712'], ['4712']]);
});
