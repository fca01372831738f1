import { afterAll, beforeAll, expect, test } from 'vitest';
import { addNote } from '@/lib/cases';
import { type PrismaClient, connect, transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, config, fail, manualClock, randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import type { AboutReferral, AccountFacts, ClockFacts, DecisionFacts, ExhibitFacts, FileFacts, MessageFacts, NoteFacts, ReferralFacts, ReportedFacts } from '../facts';
import { type ReferralScene, openReferralScene } from '../testing/scene';
import { agreedOf } from './agreed';
import { approveReferral, releaseReferral, submitReferral } from './index';
import type { AgreedPart } from './schema';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let scene: ReferralScene;
let made: Awaited<ReturnType<typeof story>>;
/** As the schema's owner, past every verb. */
let owner: PrismaClient;

beforeAll(async () => {
  owner = connect(database.ownerUrl, 1);
  scene = await openReferralScene(database, clock);
  made = await story();
  // A hold keeps keys from being emptied, whoever asks; here they are, to see that the agreement would notice.
  for (const table of ['Item', 'Media']) await database.owner.query(`ALTER TABLE "${table}" DISABLE TRIGGER held_keys_stay`);
});

afterAll(() => owner.$disconnect());

const as = <T>(actor: PersonActor, work: Parameters<typeof scene.desk.as<PersonActor, T>>[1]) => scene.desk.as(actor, work);

/** A referral that was agreed to and has something of everything that a document can tell. */
async function story() {
  const subject = { externalId: `subject-${randomIds.next()}`, screenName: 'user_one', displayName: 'One', profileUrl: 'https://example.com/one', emails: [{ address: 'u1@example.com' }], ipEvents: [{ ip: '203.0.113.7', event: 'Upload', at: '2026-11-20T08:14:58+01:00', port: 443 }] };
  const of = await scene.newCase();
  const { itemId } = await scene.desk.sendItem(2, { subject, participants: [{ externalId: 'friend', ipEvents: [{ ip: '198.51.100.9', event: 'Login', at: '2026-11-20T07:00:00Z' }] }, { externalId: 'third', displayName: 'Somebody Else' }] });
  const { caseId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  clock.advance(1000);
  const { reportId } = await scene.desk.report(itemId, { dangerNow: ['ongoing_extortion'], dangerReason: 'They ask for more by tonight' });
  await database.client.report.update({ where: { id: reportId }, data: { state: 'filed', filedAt: clock.now(), hotlineReportId: '4000123' } });
  await database.client.preservation.create({ data: { id: randomIds.next(), caseId, reportId, startsAt: clock.now(), endsAt: new Date('2027-11-23T09:00:00Z') } });
  must(await as(scene.desk.moderator, (ctx) => addNote(ctx, { caseId, body: 'A note' })));
  const third = await database.client.account.findUniqueOrThrow({ where: { platform_externalId: { platform: 'Example Messenger', externalId: 'third' } } });
  const draft = await scene.draft({ kind: 'emergency', scope: { itemIds: [itemId], withNotes: true }, redactions: { accountIds: [third.id] } }, { ...of, caseId, itemId });
  const holdId = randomIds.next();
  await database.client.hold.create({ data: { id: holdId, caseId, kind: 'us_2703f', agencyId: draft.agencyId, reference: 'P-1', sealedReason: Buffer.from('x'), startsAt: clock.now(), endsAt: new Date('2027-02-21T09:00:00Z'), ownerId: scene.asker.id, reviewAt: clock.now(), createdAt: clock.now(), createdById: scene.asker.id } });
  await database.client.referral.update({ where: { id: draft.referralId }, data: { processReference: 'DO 17/26', processAuthority: 'Duty officer' } });
  must(await as(scene.asker, (ctx) => submitReferral(ctx, draft)));
  const { agreedDigest } = await database.client.referral.findUniqueOrThrow({ where: { id: draft.referralId } });
  must(await as(scene.supervisor, (ctx) => approveReferral(ctx, { referralId: draft.referralId, agreedDigest: Buffer.from(agreedDigest ?? []).toString('hex') })));
  const { subjectId } = await database.client.case.findUniqueOrThrow({ where: { id: caseId } });
  return { ...draft, itemId, reportId, holdId, subjectId, thirdId: third.id };
}

/** Parts of what was agreed to that say so when something of it is another thing; nothing of it stays so. @param sql by somebody with the database in their hands. */
async function changedBy(sql: string): Promise<AgreedPart[]> {
  let names: AgreedPart[] = [];
  await transact(owner, async (tx) => {
    expect([sql, await tx.$executeRawUnsafe(sql)]).toEqual([sql, 1]);
    const referral = await tx.referral.findUniqueOrThrow({ where: { id: made.referralId }, include: { case: true, agency: true, key: true } });
    const { parts, digest } = await agreedOf(tx, referral);
    const agreed = referral.agreedParts as Record<string, string>;
    names = (Object.keys(parts) as AgreedPart[]).filter((name) => parts[name] !== agreed[name]);
    expect(Buffer.from(digest).equals(Buffer.from(referral.agreedDigest ?? []))).toBe(names.length === 0);
    return fail('conflict', 'Nothing of it stays.');
  });
  return names;
}

/** A table with the condition that finds the row of it that is altered. */
type Row = readonly [table: string, where: () => string];
const REFERRAL: Row = ['Referral', () => `"id" = '${made.referralId}'`];
const CASE: Row = ['Case', () => `"id" = '${made.caseId}'`];
const AGENCY: Row = ['Agency', () => `"id" = '${made.agencyId}'`];
const SUBJECT: Row = ['Account', () => `"id" = '${made.subjectId}'`];
const FRIEND: Row = ['Account', () => `"externalId" = 'friend'`];
const ITEM: Row = ['Item', () => `"id" = '${made.itemId}'`];
const OF_ITEM = () => `"itemId" = '${made.itemId}'`;
const MESSAGE: Row = ['Message', OF_ITEM];
const DECISION: Row = ['Decision', OF_ITEM];
const CONVERSATION: Row = ['Conversation', () => `"id" = (SELECT "conversationId" FROM "Item" WHERE "id" = '${made.itemId}')`];
const FIRST_FILE: Row = ['ItemMedia', () => `${OF_ITEM()} AND "position" = 0`];
const MEDIA: Row = ['Media', () => `"id" = (SELECT "mediaId" FROM "ItemMedia" WHERE ${OF_ITEM()} AND "position" = 0)`];
const ADDRESS: Row = ['IpEvent', () => `${OF_ITEM()} AND "port" = 443`];
const SIGNAL: Row = ['Signal', OF_ITEM];
const REPORT: Row = ['Report', () => `"id" = '${made.reportId}'`];
const NOTE: Row = ['Note', () => `"caseId" = '${made.caseId}'`];
const NOTE_VERSION: Row = ['NoteVersion', () => `"noteId" = (SELECT "id" FROM "Note" WHERE "caseId" = '${made.caseId}')`];
const CLOCK: Row = ['Preservation', () => `"reportId" = '${made.reportId}'`];
const HOLD: Row = ['Hold', () => `"id" = '${made.holdId}'`];

const [ANOTHER, LATER, BYTES] = [`'another'`, `now() - interval '1 year'`, `'\\x00'::bytea`];
const set = ([table, where]: Row, column: string, value: string) => () => `UPDATE "${table}" SET "${column}" = ${value} WHERE ${where()}`;
const pseudonym = (of: () => string) => () => `UPDATE "Person" SET "pseudonym" = 'XX-99' WHERE "id" = (${of()})`;
const without = ([table, where]: Row) => () => `DELETE FROM "${table}" WHERE ${where()}`;

/** How it becomes another one; or why it may, or cannot, in words that docs/decisions/022 has as well. */
type Field = (() => string) | readonly (() => string)[] | string;
/** Of a kind of fact every field, or it does not compile. */
type Fields<F> = { readonly [K in keyof F]: Field };

const AFTER = 'comes after the agreement by its nature';
const CONFIGURED = 'is of the configuration: see below';
const OWN = 'is a number of the desk’s own, under which every other field hangs';
const TOGETHER = 'is told of below, field by field';

const ABOUT: Fields<AboutReferral> = {
  id: set(REFERRAL, 'number', `'R-2026-99999'`),
  number: set(REFERRAL, 'number', `'R-2026-99999'`),
  kind: set(REFERRAL, 'kind', `'disclosure'`),
  profile: set(REFERRAL, 'profile', `'simple'`),
  isTest: CONFIGURED,
  caseNumber: set(CASE, 'number', ANOTHER),
  caseOpenedAt: set(CASE, 'openedAt', LATER),
  agency: ['name', 'unit', 'contactName'].map((column) => set(AGENCY, column, ANOTHER)).concat(set(AGENCY, 'country', `'FR'`)),
  legalBasis: [set(REFERRAL, 'processType', `'us_subpoena'`), set(REFERRAL, 'issuedAt', LATER), set(REFERRAL, 'deadline', LATER)],
  asked: [set(REFERRAL, 'processReference', ANOTHER), set(REFERRAL, 'processAuthority', ANOTHER)],
  requestedBy: pseudonym(() => `SELECT "requestedById" FROM "Referral" WHERE "id" = '${made.referralId}'`),
  approvedBy: AFTER,
  releasedBy: AFTER,
  releasedAt: AFTER,
  requestedAt: set(REFERRAL, 'requestedAt', LATER),
  approvedAt: AFTER,
  madeAt: AFTER,
  reissueOf: () => `UPDATE "Referral" SET "reissueOfId" = "id" WHERE "id" = '${made.referralId}'`,
  provider: CONFIGURED,
  scope: [`'{from}', '"2026-11-20"'`, `'{until}', '"2026-11-21"'`, `'{withAccounts}', 'false'`, `'{withReports}', 'false'`, `'{withNotes}', 'false'`].map((change) => set(REFERRAL, 'scope', `jsonb_set("scope", ${change})`)),
};

const ACCOUNTS: Fields<AccountFacts> = {
  name: () => `UPDATE "AccountNumber" SET "number" = 99 WHERE "caseId" = '${made.caseId}' AND "accountId" = '${made.subjectId}'`,
  platform: set(FRIEND, 'platform', ANOTHER),
  externalId: set(FRIEND, 'externalId', ANOTHER),
  screenName: set(SUBJECT, 'screenName', ANOTHER),
  displayName: set(SUBJECT, 'displayName', ANOTHER),
  profileUrl: set(SUBJECT, 'profileUrl', ANOTHER),
  emails: set(SUBJECT, 'emails', `'[]'`),
  isThirdPerson: set(REFERRAL, 'sealedRedactions', 'NULL'),
};

const EXHIBITS: Fields<ExhibitFacts> = {
  name: () => `UPDATE "ExhibitNumber" SET "number" = 99 WHERE "itemId" = '${made.itemId}'`,
  itemId: set(ITEM, 'caseId', `(SELECT "id" FROM "Case" WHERE "id" NOT IN (SELECT "caseId" FROM "Hold") LIMIT 1)`),
  externalId: set(ITEM, 'externalId', ANOTHER),
  platform: set(ITEM, 'platform', ANOTHER),
  occurredAt: set(ITEM, 'occurredAt', LATER),
  occurredAtText: set(ITEM, 'occurredAtText', ANOTHER),
  receivedAt: set(ITEM, 'receivedAt', LATER),
  conversation: [set(ITEM, 'conversationId', 'NULL'), set(CONVERSATION, 'externalId', ANOTHER), set(CONVERSATION, 'encryption', `'none'`)],
  participants: () => `DELETE FROM "Participant" WHERE "itemId" = '${made.itemId}' AND "accountId" = '${made.thirdId}'`,
  messages: TOGETHER,
  files: TOGETHER,
  signals: [...['kind', 'detector', 'list', 'algorithm', 'label', 'modelVersion', 'reason', 'reporterId'].map((column) => set(SIGNAL, column, ANOTHER)), ...['distance', 'threshold', 'quality', 'score', 'position'].map((column) => set(SIGNAL, column, '7')), set(SIGNAL, 'exact', 'NOT "exact"'), set(SIGNAL, 'isTest', 'NOT "isTest"'), set(SIGNAL, 'mediaId', `(SELECT "mediaId" FROM "ItemMedia" LIMIT 1)`), without(SIGNAL)],
  ipEvents: [set(ADDRESS, 'accountId', `(SELECT "id" FROM "Account" WHERE "externalId" = 'friend')`), set(ADDRESS, 'ip', ANOTHER), set(ADDRESS, 'port', '80'), set(ADDRESS, 'event', `'Login'`), set(ADDRESS, 'at', LATER), set(ADDRESS, 'atText', ANOTHER)],
  decisions: TOGETHER,
};

const MESSAGES: Fields<MessageFacts> = {
  id: OWN,
  externalId: set(MESSAGE, 'externalId', ANOTHER),
  sender: set(MESSAGE, 'senderId', `(SELECT "id" FROM "Account" WHERE "externalId" = 'friend')`),
  sentAt: set(MESSAGE, 'sentAt', LATER),
  sentAtText: set(MESSAGE, 'sentAtText', ANOTHER),
  text: [set(MESSAGE, 'sealedText', BYTES), set(MESSAGE, 'sealedText', 'NULL'), set(ITEM, 'wrappedKey', `'\\x'::bytea`)],
  isFlagged: set(MESSAGE, 'flagged', 'NOT "flagged"'),
  files: [() => `UPDATE "MessageMedia" SET "position" = 9 WHERE "position" = 0 AND "messageId" IN (SELECT "id" FROM "Message" WHERE ${OF_ITEM()})`, () => `DELETE FROM "MessageMedia" WHERE "position" = 0 AND "messageId" IN (SELECT "id" FROM "Message" WHERE ${OF_ITEM()})`],
};

const FILES: Fields<FileFacts> = {
  name: set(FIRST_FILE, 'position', '9'),
  path: set(MEDIA, 'wrappedKey', `'\\x'::bytea`),
  mediaId: without(FIRST_FILE),
  contentType: set(MEDIA, 'contentType', ANOTHER),
  byteSize: set(MEDIA, 'byteSize', '7'),
  sha256: set(MEDIA, 'sha256', ANOTHER),
  sha1: set(MEDIA, 'sha1', ANOTHER),
  md5: set(MEDIA, 'md5', ANOTHER),
  width: set(MEDIA, 'width', '7'),
  height: set(MEDIA, 'height', '7'),
  receivedAt: set(MEDIA, 'createdAt', LATER),
  source: 'is where the bytes come from: what is not what the hash says is not packed',
};

const DECISIONS: Fields<DecisionFacts> = {
  by: pseudonym(() => `SELECT "personId" FROM "Decision" WHERE ${OF_ITEM()}`),
  at: set(DECISION, 'decidedAt', LATER),
  outcome: set(DECISION, 'outcome', `'not_violating'`),
  words: set(DECISION, 'undoneAt', LATER),
  basis: set(DECISION, 'basis', `(SELECT b FROM unnest(enum_range(NULL::"DecisionBasis")) b WHERE b <> "Decision"."basis" LIMIT 1)`),
  incidentType: set(DECISION, 'incidentType', ANOTHER),
  annotations: set(DECISION, 'reportAnnotations', `'{another}'`),
  dangerNow: set(DECISION, 'dangerNow', `'{another}'`),
  dangerReason: set(DECISION, 'sealedDangerReason', BYTES),
  policyVersion: set(DECISION, 'policyVersion', ANOTHER),
};

const REPORTS: Fields<ReportedFacts> = {
  id: OWN,
  hotline: set(REPORT, 'hotline', ANOTHER),
  hotlineName: set(REPORT, 'hotline', ANOTHER),
  state: set(REPORT, 'state', `'withdrawn'`),
  isTest: set(REPORT, 'isTest', 'NOT "isTest"'),
  filedAt: set(REPORT, 'filedAt', LATER),
  receipt: set(REPORT, 'hotlineReportId', ANOTHER),
  exhibits: () => `UPDATE "ReportItem" SET "position" = 9 WHERE "reportId" = '${made.reportId}'`,
  files: [() => `UPDATE "ReportFile" SET "fileViewedByEsp" = NOT "fileViewedByEsp" WHERE "reportId" = '${made.reportId}' AND "position" = 0`, () => `DELETE FROM "ReportFile" WHERE "reportId" = '${made.reportId}' AND "position" = 0`],
};

const NOTES: Fields<NoteFacts> = {
  by: set(NOTE, 'authorId', `(SELECT "id" FROM "Person" WHERE "id" <> "Note"."authorId" LIMIT 1)`),
  at: set(NOTE_VERSION, 'writtenAt', LATER),
  version: set(NOTE_VERSION, 'version', '7'),
  text: set(NOTE_VERSION, 'sealedBody', BYTES),
};

const CLOCKS: Fields<ClockFacts> = {
  words: [set(CLOCK, 'rule', ANOTHER), set(HOLD, 'kind', ANOTHER)],
  startsAt: [set(CLOCK, 'startsAt', LATER), set(HOLD, 'startsAt', LATER)],
  endsAt: [set(CLOCK, 'endsAt', LATER), set(HOLD, 'endsAt', LATER), set(HOLD, 'liftedAt', LATER), without(CLOCK)],
};

const FACTS: Fields<ReferralFacts> = {
  referral: TOGETHER,
  danger: set(REFERRAL, 'sealedDanger', BYTES),
  subject: set(CASE, 'subjectId', `(SELECT "id" FROM "Account" WHERE "externalId" = 'friend')`),
  accounts: TOGETHER,
  exhibits: TOGETHER,
  reports: TOGETHER,
  notes: TOGETHER,
  clocks: TOGETHER,
  custody: 'is the log’s own: it only grows, each entry with its proof, and the agreement and the release are entries of it',
  redactions: set(REFERRAL, 'sealedRedactions', 'NULL'),
};

const ALL = { facts: FACTS, referral: ABOUT, accounts: ACCOUNTS, exhibits: EXHIBITS, messages: MESSAGES, files: FILES, decisions: DECISIONS, reports: REPORTS, notes: NOTES, clocks: CLOCKS };
const changes = Object.entries(ALL).flatMap(([kind, fields]) => Object.entries<Field>(fields).flatMap(([field, change]) => {
  const all = typeof change === 'string' ? [] : typeof change === 'function' ? [change] : change;
  return all.map((sql, at) => [`${kind}, ${field}${all.length > 1 ? ` (${at + 1})` : ''}`, sql] as const);
}));

test('what was agreed to and is as it was is still agreed to', async () => {
  expect(await changedBy(`UPDATE "Referral" SET "updatedAt" = now() WHERE "id" = '${made.referralId}'`)).toEqual([]);
});

test.each(changes)('once another thing would leave, it is not what was agreed to: %s', async (_, sql) => {
  expect(await changedBy(sql())).not.toEqual([]);
});

test('neither a key that is wrapped anew, nor a lease, nor what does not leave is another thing', async () => {
  for (const sql of [
    `UPDATE "Media" SET "wrappedKey" = "wrappedKey" || '\\x00'::bytea, "kekId" = 'new' WHERE ${MEDIA[1]()}`,
    `UPDATE "Item" SET "urgency" = 9, "leaseUntil" = now() WHERE ${ITEM[1]()}`,
    `UPDATE "Report" SET "attempts" = 7, "updatedAt" = now() WHERE ${REPORT[1]()}`,
    `UPDATE "Hold" SET "reviewAt" = now() WHERE ${HOLD[1]()}`,
    `UPDATE "Case" SET "status" = 'closed', "closedAt" = now() WHERE ${CASE[1]()}`,
  ]) expect([sql, await changedBy(sql)]).toEqual([sql, []]);
});

test('who hands it over, and whether it is real, is agreed to as well', async () => {
  const same = `UPDATE "Referral" SET "updatedAt" = now() WHERE "id" = '${made.referralId}'`;
  const { REPORTER_COMPANY, TEST_MODE } = config();
  for (const other of [{ REPORTER_COMPANY: 'Another Company' }, { CONTACT_EMAIL: 'another@example.com' }, { CONTACT_PHONE: '+1 555 0199' }, { TEST_MODE: !TEST_MODE }]) {
    const was = Object.fromEntries(Object.keys(other).map((name) => [name, config()[name as keyof typeof other]]));
    Object.assign(config(), other);
    expect([other, await changedBy(same)]).toEqual([other, ['provider']]);
    Object.assign(config(), was);
  }
  expect(config()).toMatchObject({ REPORTER_COMPANY, TEST_MODE });
});

test('an item that comes later and calls a person who is taken out by another name makes what is taken out another thing; any other item does not', async () => {
  const release = async () => must(await as(scene.releaser, (ctx) => releaseReferral(ctx, { referralId: made.referralId })));
  const { externalId } = await database.client.account.findUniqueOrThrow({ where: { id: made.subjectId } });
  const same = `UPDATE "Referral" SET "updatedAt" = now() WHERE "id" = '${made.referralId}'`;
  await scene.desk.sendItem(1, { subject: { externalId, screenName: 'user_one', displayName: 'One', profileUrl: 'https://example.com/one', emails: [{ address: 'u1@example.com' }] }, participants: [] });
  expect(await changedBy(same)).toEqual([]);
  await scene.desk.sendItem(0, { subject: { externalId, screenName: 'user_one', displayName: 'One', profileUrl: 'https://example.com/one', emails: [{ address: 'u1@example.com' }] }, participants: [{ externalId: 'third', displayName: 'Somebody Else', phones: [{ number: '555 0177', countryCallingCode: '+1' }] }], messages: [] });
  expect(await changedBy(same)).toEqual(['redactions']);
  expect(await release()).toMatchObject({ kind: 'void', words: expect.stringContaining('what somebody who is taken out is called') as string });
});
