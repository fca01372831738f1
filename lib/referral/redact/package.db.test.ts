import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '@/lib/audit';
import { addNote } from '@/lib/cases';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, manualClock, ok, randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { pack, release, unseal } from '../package/testing/packed';
import type { Redactions, ReferralProfile } from '../request/schema';
import { type ReferralScene, openReferralScene } from '../testing/scene';
import { flat, readingsOf, unzip } from '../testing/unpacked';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let scene: ReferralScene;
let folder: string;
let made: Awaited<ReturnType<typeof talk>>;

beforeAll(async () => {
  scene = await openReferralScene(database, clock);
  folder = mkdtempSync(join(tmpdir(), 'redaction-'));
  made = await talk();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const as = <T>(actor: PersonActor, work: Parameters<typeof scene.desk.as<PersonActor, T>>[1]) => scene.desk.as(actor, work);

const HANDLE = 'Wren_of_Örebro';
const OLD_HANDLE = 'plover.in.reeds';
const ACCOUNT_ID = 'acct-58231-wren';
const NAME = 'Zoë Žižková 鷦鷯';
const MAIL = 'zoe.wren@post.example.org';
const PAGE = 'https://example.com/people/%E9%B7%A6%E9%B7%AF';
const IP = '198.51.100.234';
const IP6 = '2001:db8:77::1f';
const PHONE = '+46 555 010 277';
const WORDS = 'the yellow boathouse at Långholmen';
const PLATFORM = 'Example Messenger';
const MESSAGE = 'Nobody but the two of us knows about Thursday';

/** Whoever asks in an emergency writes as people write: with names. */
const DANGER = `${NAME} (${HANDLE}, ${PHONE}) was told to wait at ${WORDS}.\nThey are in danger before midnight`;
const DANGER_KEPT = ['was told to wait at', 'They are in danger before midnight'];

/** What nobody may find, with what a careful reader would take for it. */
const GONE: readonly string[] = [
  HANDLE, 'wren_of_örebro', OLD_HANDLE, ACCOUNT_ID, NAME, 'Zoë Žižková', '鷦鷯', MAIL, 'zoe.wren', 'post.example.org', PAGE, 'people/鷦鷯', IP, IP6, '2001:0db8:0077', PHONE, '555 010 277', WORDS, 'boathouse', MESSAGE, 'knows about Thursday',
];

/** Of the desk: who decided there, and the platform that it serves. (Every report says of itself that people are called such things as LI-01.) */
const named = () => [scene.supervisor.name, scene.desk.moderator.name, PLATFORM];

const third = (screenName: string) => ({
  externalId: ACCOUNT_ID, screenName, displayName: NAME, profileUrl: PAGE, emails: [{ address: MAIL }], phones: [{ number: '555 010 277', countryCallingCode: '+46' }],
  ipEvents: [{ ip: IP, event: 'Login', at: '2026-11-20T06:00:00Z' }, { ip: IP6, event: 'Login', at: '2026-11-20T06:30:00Z' }],
});

/** Every path that a package can have within its folder. */
const OWN_NAME = new RegExp(`^(?:${[
  String.raw`(?:data/items|files)/E\d\d+-\d+\.png`,
  String.raw`data/proofs/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tlog-proof`,
  String.raw`data/(?:report\.pdf|case\.jsonld|custody\.jsonl|checkpoint\.txt|log-key\.txt)`,
  String.raw`(?:bagit|bag-info|VERIFY|README)\.txt|(?:tag)?manifest-sha256\.txt(?:\.sig)?|signing-key\.pem|report\.pdf`,
  '(?:accounts|items|messages|files|signals|ip-events|decisions|reports|notes|custody)\\.csv',
].join('|')})$`);

/** A case in which a third person is named in every place where somebody can name them, in many spellings. */
async function talk() {
  const subject = { externalId: `subject-${randomIds.next()}`, screenName: 'tomato_grower', displayName: `Friend of ${HANDLE}`, emails: [{ address: 'tomato@example.com' }] };
  const texts = [
    `${HANDLE}, WREN_OF_ÖREBRO, ｗｒｅｎ＿ｏｆ＿ｏ\u0308ｒｅｂｒｏ and w\u200bren_of_örebro; once ${OLD_HANDLE}`,
    `Write to ${MAIL}, Zoe.Wren＠Post．Example．Org or zoe dot wren (at) post dot example dot org`,
    `${NAME}, ZOE ZIZKOVA 鷦鷯, ${PAGE}, http://EXAMPLE.com/people/鷦鷯`,
    `${ACCOUNT_ID} from ${IP}, 198[.]51[.]100[.]234, ::ffff:${IP}, ${IP6} and 2001:0DB8:0077:0:0:0:0:001F; call ${PHONE} or +46-555-010277`,
    `We meet at ${WORDS}, I said: The Yellow  Boathouse at La\u030angholmen`,
  ];
  const { mediaIds } = await scene.desk.sendItem(2);
  const [secret = ''] = (await scene.desk.sendItem(1)).mediaIds;
  const { itemId } = await scene.desk.sendItem(0, {
    subject,
    externalId: `evt-${ACCOUNT_ID}-1`,
    conversation: { externalId: `dm:${subject.externalId}:${ACCOUNT_ID}`, encryption: 'transport' },
    participants: [third(OLD_HANDLE)],
    messages: [
      ...texts.map((text, at) => ({ externalId: `m${at}-${ACCOUNT_ID}`, senderId: subject.externalId, sentAt: '2026-11-20T08:15:00+01:00', text, media: mediaIds, flagged: true })),
      { externalId: 'last', senderId: ACCOUNT_ID, sentAt: '2026-11-20T08:16:00+01:00', text: `${MESSAGE}: kept words`, media: [secret] },
    ],
    signals: [{ kind: 'user_report', reason: `said by ${HANDLE}`, reporterId: ACCOUNT_ID }, { kind: 'classifier', label: OLD_HANDLE, score: 0.5, mediaId: mediaIds[0] }],
    files: [{ mediaId: mediaIds[0], name: `${HANDLE}.png`, originalName: `${MAIL}.png` }],
  });
  clock.advance(1000);
  const report = await scene.desk.report(itemId, { dangerNow: ['ongoing_extortion'], dangerReason: `${HANDLE} is asked for more, see ${MAIL}` });
  await database.client.report.update({ where: { id: report.reportId }, data: { state: 'filed', filedAt: clock.now(), hotlineReportId: `4000123/${ACCOUNT_ID}` } });
  await scene.desk.sendItem(0, { subject: { externalId: subject.externalId }, participants: [third(HANDLE)], messages: [] });
  const { caseId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  must(await as(scene.desk.moderator, (ctx) => addNote(ctx, { caseId, body: `${NAME} (${ACCOUNT_ID}) is harmed; ${MAIL}, ${IP}, ${WORDS}` })));
  // A reason that somebody typed is in the log for good, word for word.
  must(await as(scene.supervisor, async (ctx) => {
    await record(ctx, { action: 'evidence.revealed', details: {}, caseId, itemId, reason: `To see whether ${HANDLE} is in it`, targets: [{ type: 'media', id: mediaIds[0] ?? '' }] });
    return ok();
  }));
  const person = await database.client.account.findFirstOrThrow({ where: { externalId: ACCOUNT_ID } });
  const marked = await database.client.message.findFirstOrThrow({ where: { itemId, externalId: 'last' } });
  const { sha256 } = await database.client.media.findUniqueOrThrow({ where: { id: secret } });
  return { caseId, itemId, mediaIds, secret: sha256, redactions: { accountIds: [person.id], messageIds: [marked.id], phrases: [WORDS] } };
}

/** A package as its agency reads it: every file but the originals, which nobody changes. */
async function packed(profile: ReferralProfile, keyKind: 'age' | 'openpgp', redactions: Partial<Redactions>): Promise<Map<string, Buffer>> {
  const { referralId, keys } = await scene.draft({ kind: 'emergency', danger: DANGER, profile, keyKind, scope: { itemIds: [made.itemId], withNotes: true }, redactions }, made);
  // What a liaison, an agency or an authority is called may name anybody, too.
  await database.client.agency.updateMany({ where: { keys: { some: { referrals: { some: { id: referralId } } } } }, data: { name: `Police, task force ${HANDLE} ${referralId}`, unit: `Unit ${OLD_HANDLE}`, contactName: NAME } });
  await database.client.referral.update({ where: { id: referralId }, data: { processReference: `DO 17, ${ACCOUNT_ID}`, processAuthority: `Duty officer for ${MAIL}` } });
  await release(database, scene, referralId);
  await pack(database, scene, referralId);
  expect(await database.client.referral.findUniqueOrThrow({ where: { id: referralId } })).toMatchObject({ state: 'released', problem: null });
  const zip = join(folder, `${referralId}.zip`);
  await unseal(referralId, keys.privateKey, zip);
  const files = await unzip(zip);
  // Whatever a file was called, and whatever is marked: paths are made of numbers, ids of events and endings that the desk knows.
  expect([...files.keys()].filter((name) => !OWN_NAME.test(name.replace(/^R-\d{4}-\d{5,}\//, '')))).toEqual([]);
  const originals = [...files.keys()].filter((name) => name.endsWith('.png'));
  // The file that only the marked message carried is in no package from which that is taken out.
  const hashes = originals.map((name) => createHash('sha256').update(files.get(name) ?? '').digest('hex'));
  expect([hashes.length, hashes.includes(made.secret)]).toEqual(profile === 'report_only' ? [0, false] : redactions.messageIds ? [2, false] : [3, true]);
  for (const name of originals) files.delete(name);
  return files;
}

/** Where each of the words can be read: the file, and how it was read. */
function placesOf(files: ReadonlyMap<string, Buffer>, words: readonly string[]): Map<string, string[]> {
  const readings = [...files].flatMap(([name, bytes]) => [...readingsOf(name, bytes)].map(([how, text]) => [`${name}, ${how}`, flat(text)] as const));
  return new Map(words.map((each) => [each, readings.filter(([, text]) => text.includes(flat(each))).map(([where]) => where)]));
}

/** Why it goes without process stands on the pages, and in what a program or a hurried reader begins with. */
function expectDanger(files: ReadonlyMap<string, Buffer>): void {
  for (const [words, places] of placesOf(files, DANGER_KEPT)) {
    for (const document of ['report.pdf, pages', [...files.keys()].some((name) => name.endsWith('case.jsonld')) ? 'case.jsonld, JSON' : 'README.txt, UTF-8']) {
      expect([words, document, places.some((where) => where.endsWith(document))]).toEqual([words, document, true]);
    }
  }
}

/** A package is made, unsealed, unpacked and read in a dozen ways. */
const SLOW_MS = 120_000;

const PROFILES = [['full', 'age'], ['simple', 'openpgp'], ['report_only', 'age']] as const;

test.each(PROFILES)('in no byte of a package of the profile %s can anything be read of a third person or of marked words', async (profile, keyKind) => {
  const files = await packed(profile, keyKind, { ...made.redactions, phrases: [...made.redactions.phrases, ...named()] });
  for (const [words, places] of placesOf(files, [...GONE, ...named()])) expect([words, places]).toEqual([words, []]);

  // Of the file that is not here, every kind of document has the hash and says that it was taken out.
  const telling = profile === 'full' ? ['report.pdf', 'case.jsonld'] : ['report.pdf', 'files.csv'];
  for (const words of [made.secret, ...(profile === 'full' ? ['taken out'] : [])]) {
    const places = placesOf(files, [words]).get(words) ?? [];
    for (const name of telling) expect([words, name, places.some((where) => where.includes(name))]).toEqual([words, name, true]);
  }

  // What stands in their place can be read in the document, by our own reading and by poppler's.
  const kept = placesOf(files, ['[person A2]', '[e-mail address of A2]', '[IP address of A2]', '[telephone number of A2]', '[redacted]', 'tomato_grower']);
  const hasPoppler = [...kept.values()].flat().some((where) => where.endsWith('pages by poppler'));
  if (!hasPoppler) console.warn('Skipped: pdftotext is not on this machine');
  for (const reader of ['pages', ...(hasPoppler ? ['pages by poppler'] : [])]) {
    for (const [words, places] of kept) expect([words, places.some((where) => where.endsWith(`report.pdf, ${reader}`))]).toEqual([words, true]);
  }
  expectDanger(files);
}, SLOW_MS);

test.each(PROFILES)('what is searched for would be found: without redactions all of it stands in a package of the profile %s', async (profile, keyKind) => {
  const files = await packed(profile, keyKind, {});
  const places = placesOf(files, [...GONE, ...named()].filter((words) => words !== '2001:0db8:0077'));
  for (const [words, where] of places) expect([words, where.length > 0]).toEqual([words, true]);
  expectDanger(files);
  const all = [...places.values()].flat();
  expect(all.filter((where) => where.endsWith('report.pdf, pages'))).not.toEqual([]);
  // The words about the danger themselves would have told.
  expect(placesOf(files, [NAME]).get(NAME)?.some((where) => /(README\.txt, UTF-8|case\.jsonld, JSON)$/.test(where))).toBe(true);
  if (profile === 'full') {
    expect(all.filter((where) => where.includes('case.jsonld'))).not.toEqual([]);
    expect(all.filter((where) => where.includes('custody.jsonl'))).not.toEqual([]);
  }
  if (profile === 'simple') expect(new Set(all.map((where) => where.split(', ')[0]).filter((name) => name?.endsWith('.csv'))).size).toBeGreaterThanOrEqual(4);
}, SLOW_MS);
