import { beforeAll, expect, test } from 'vitest';
import { addNote, keepAway } from '@/lib/cases';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, manualClock, randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { approveReferral, releaseReferral, submitReferral } from '../request';
import { type ReferralScene, openReferralScene } from '../testing/scene';
import { gatherFacts } from './gather';
import { loadPreview, previewOf } from './preview';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let scene: ReferralScene;

beforeAll(async () => {
  scene = await openReferralScene(database, clock);
});

const as = <T>(actor: PersonActor, work: Parameters<typeof scene.desk.as<PersonActor, T>>[1]) => scene.desk.as(actor, work);
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problem.code);
const gather = (referralId: string) => gatherFacts(scene.tools, referralId);
/** As the page does it: read in a transaction, looked through after it. */
async function preview(referralId: string, by = scene.asker) {
  const source = await as(by, (ctx) => loadPreview(ctx, { referralId }));
  return source.ok ? previewOf(source.value) : source;
}

async function release(referralId: string): Promise<void> {
  must(await as(scene.asker, (ctx) => submitReferral(ctx, { referralId })));
  const { agreedDigest } = await database.client.referral.findUniqueOrThrow({ where: { id: referralId } });
  must(await as(scene.supervisor, (ctx) => approveReferral(ctx, { referralId, agreedDigest: Buffer.from(agreedDigest ?? []).toString('hex') })));
  expect(must(await as(scene.releaser, (ctx) => releaseReferral(ctx, { referralId })))).toEqual({ kind: 'packing' });
}

async function released(...options: Parameters<ReferralScene['draft']>) {
  const made = await scene.draft(...options);
  await release(made.referralId);
  return made;
}

const THIRD = { externalId: 'user-4', screenName: 'old_handle', displayName: 'Zoë Žižková', profileUrl: 'https://example.com/u/old_handle', emails: [{ address: 'zoe@mail.example.org' }], phones: [{ number: '555 0199', countryCallingCode: '+1' }], ipEvents: [{ ip: '198.51.100.7', event: 'Login', at: '2026-11-20T07:00:00Z' }] };

/** A case of two items: in the second the third person is called otherwise, and files hang on messages of two days. */
async function talk() {
  const subject = { externalId: `user-47-${randomIds.next()}`, screenName: 'user_one', emails: [{ address: 'u1@example.com' }], ipEvents: [{ ip: '203.0.113.7', event: 'Upload', at: '2026-11-20T08:14:58+01:00', port: 443 }] };
  const said = (externalId: string, senderId: string, sentAt: string, text?: string, media: string[] = []) => ({ externalId, senderId, sentAt, text, media });
  const [early, late] = [(await scene.desk.sendItem(1)).mediaIds[0] ?? '', (await scene.desk.sendItem(1)).mediaIds[0] ?? ''];
  const first = await scene.desk.sendItem(0, {
    subject,
    conversation: { externalId: 'dm:user-47:user-4', encryption: 'transport' },
    participants: [THIRD, { externalId: 'user-9', screenName: 'somebody' }],
    messages: [
      said('m1', subject.externalId, '2026-11-19T10:00:00Z', 'Write to Z O E (at) mail dot example dot org', [early]),
      said('m2', 'user-4', '2026-11-20T10:00:00Z', 'I am OLD_HANDLE, later new_handle, at 198.51.100.7', [late]),
      said('m3', 'user-9', '2026-11-20T10:01:00Z', 'My words'),
    ],
    signals: [{ kind: 'user_report', reason: 'old_handle says so', reporterId: 'user-4' }],
  });
  clock.advance(60_000);
  const second = await scene.desk.sendItem(0, {
    subject,
    conversation: undefined,
    participants: [{ ...THIRD, screenName: 'new_handle', ipEvents: [{ ip: '2001:db8::17', event: 'Login', at: '2026-11-21T07:00:00Z' }] }],
    messages: [said('m4', 'user-4', '2026-11-21T10:00:00Z', 'new_handle, once old_handle, from 2001:DB8:0::17 or +1 (555) 0199')],
    signals: [{ kind: 'user_report', reason: 'child_safety' }],
  });
  const { caseId } = await database.client.item.findUniqueOrThrow({ where: { id: first.itemId } });
  const third = await database.client.account.findUniqueOrThrow({ where: { platform_externalId: { platform: 'Example Messenger', externalId: 'user-4' } } });
  return { caseId, itemId: first.itemId, mediaIds: [early, late], secondId: second.itemId, third };
}

/** Every text in a value, whatever it is part of. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  return value === null || typeof value !== 'object' || value instanceof Date ? [] : Object.values(value).flatMap(textsIn);
}

test('facts say what the scope names, by names that count over the whole case', async () => {
  const made = await talk();
  const { referralId } = await released({ scope: { itemIds: [made.secondId] } }, made);
  const releasedAt = clock.now();
  clock.advance(60_000);
  const facts = must(await gather(referralId));
  expect(facts.exhibits.map(({ name, participants }) => [name, participants])).toEqual([['E02', ['A1', 'A2']]]);
  expect(facts.accounts.map(({ name, externalId }) => [name, externalId])).toEqual([['A1', facts.subject.externalId], ['A2', 'user-4']]);
  expect(facts.exhibits[0]?.messages.map(({ sender, text }) => [sender, text])).toEqual([['A2', 'new_handle, once old_handle, from 2001:DB8:0::17 or +1 (555) 0199']]);
  expect(facts.referral).toMatchObject({ requestedBy: scene.asker.name, approvedBy: scene.supervisor.name, releasedBy: scene.releaser.name, isTest: true, releasedAt, madeAt: clock.now(), asked: null });
  expect(facts.custody.map(({ action }) => action)).toContain('referral.released');

  clock.advance(1000);
  await scene.desk.sendItem(1, { subject: { externalId: facts.subject.externalId }, participants: [] });
  const { referralId: again } = await released({ scope: { itemIds: [made.itemId, made.secondId] } }, made);
  expect(must(await gather(again)).exhibits.map(({ name, itemId }) => [name, itemId])).toEqual([['E01', made.itemId], ['E02', made.secondId]]);
});

test('a third person is in no text of the facts, by no name they ever had in the case', async () => {
  const made = await talk();
  must(await as(scene.desk.moderator, (ctx) => addNote(ctx, { caseId: made.caseId, body: 'Zoe Zizkova is a victim; ask somebody' })));
  const marked = await database.client.message.findFirstOrThrow({ where: { itemId: made.itemId, position: 2 } });
  const { referralId } = await released({ scope: { itemIds: [made.itemId, made.secondId], withNotes: true }, redactions: { accountIds: [made.third.id], messageIds: [marked.id], phrases: ['child_safety', 'stands nowhere'] } }, made);
  const facts = must(await gather(referralId));
  // What was looked for and stood nowhere was not taken out.
  expect(facts.redactions).toEqual({ persons: 1, messages: 1, phrases: 1 });
  const [first, second] = facts.exhibits;
  expect(first?.messages.map(({ text }) => text)).toEqual(['Write to [e-mail address of A2]', 'I am [person A2], later [person A2], at [IP address of A2]', '[redacted]']);
  expect(second?.messages.map(({ text }) => text)).toEqual(['[person A2], once [person A2], from [IP address of A2] or [telephone number of A2]']);
  expect(first?.conversation?.externalId).toBe('dm:user-47:[person A2]');
  expect(first?.signals.map(({ words }) => words)).toEqual(['Report by a user: reason [person A2] says so, reported by account [person A2].']);
  expect(first?.ipEvents.map(({ account, ip }) => [account, ip])).toEqual([['A2', '[IP address of A2]'], ['A1', '203.0.113.7']]);
  expect(facts.notes.map(({ text }) => text)).toEqual(['[person A2] is a victim; ask somebody']);
  expect(facts.accounts.find(({ name }) => name === 'A2')).toEqual({
    name: 'A2', platform: 'Example Messenger', externalId: '[person A2]', screenName: '[person A2]', displayName: '[person A2]', profileUrl: '[profile page of A2]', emails: ['[e-mail address of A2]'], isThirdPerson: true,
  });
  const texts = textsIn(facts).join('\n').normalize('NFKC').toLowerCase();
  for (const gone of ['old_handle', 'new_handle', 'zoe@', 'žižková', 'zizkova', 'mail.example.org', '198.51.100.7', '2001:db8', '555 0199', 'my words', 'child_safety']) expect(texts).not.toContain(gone);
});

test('dates narrow messages, what only other messages carried, and addresses; without account data nobody’s is told', async () => {
  const made = await talk();
  const { referralId } = await released({ scope: { itemIds: [made.itemId], from: '2026-11-20', until: '2026-11-20T10:01:00Z', withAccounts: false } }, made);
  const facts = must(await gather(referralId));
  const [exhibit] = facts.exhibits;
  expect(exhibit?.messages.map(({ externalId, files }) => [externalId, files])).toEqual([['m2', ['E01-2']]]);
  expect(exhibit?.files.map(({ name, path, mediaId }) => [name, path, mediaId])).toEqual([['E01-2', 'data/items/E01-2.png', made.mediaIds[1]]]);
  expect(exhibit?.ipEvents).toEqual([]);
  expect(facts.accounts.map(({ screenName, displayName, profileUrl, emails }) => [screenName, displayName, profileUrl, emails])).toContainEqual(['new_handle', null, null, []]);
});

test('an emergency rests on no process, and says who asked, under which number of theirs, and what the danger is', async () => {
  const { referralId, input } = await released({ kind: 'emergency' });
  const { reference, authority } = input.legalBasis;
  expect(must(await gather(referralId))).toMatchObject({ referral: { kind: 'emergency', legalBasis: null, asked: { authority, reference } }, danger: input.danger });
});

test('a report goes by its own id', async () => {
  const { itemId, caseId } = await scene.newCase();
  const { reportId } = await scene.desk.report(itemId);
  const { referralId } = await released({}, { itemId, caseId, mediaIds: [] });
  expect(must(await gather(referralId)).reports.map(({ id }) => id)).toEqual([reportId]);
});

test.each([['simple', 'files/E01-1.png'], ['report_only', null]] as const)('in the profile %s a file lies at %s', async (profile, path) => {
  const { referralId } = await released({ profile });
  expect(must(await gather(referralId)).exhibits[0]?.files[0]?.path).toBe(path);
});

test('nothing is gathered before the release, nor of what is another thing than what was agreed to', async () => {
  const { referralId, caseId } = await scene.draft({ scope: { withNotes: true } });
  expect(codeOf(await gather(referralId))).toBe('conflict');
  expect(codeOf(await gather(caseId))).toBe('not_found');
  await release(referralId);
  must(await gather(referralId));
  must(await as(scene.desk.moderator, (ctx) => addNote(ctx, { caseId, body: 'Written after the release' })));
  expect(await gather(referralId)).toMatchObject({ problem: { code: 'conflict', safeMessage: expect.stringContaining('the items, files, messages or reports themselves') as string } });
});

test('a text that was changed behind the desk is told, and nothing is gathered', async () => {
  const { referralId, itemId } = await scene.draft();
  const message = await database.client.message.findFirstOrThrow({ where: { itemId } });
  await database.client.message.update({ where: { id: message.id }, data: { sealedText: Uint8Array.from(message.sealedText ?? []).fill(7, 40) } });
  await release(referralId);
  expect(codeOf(await gather(referralId))).toBe('unprocessable');
  expect(codeOf(await preview(referralId))).toBe('unprocessable');
});

test('a preview tells every place, and that it was read is on record; who is kept away finds nothing', async () => {
  const made = await talk();
  const marked = await database.client.message.findFirstOrThrow({ where: { itemId: made.itemId, position: 2 } });
  const { referralId } = await scene.draft({ scope: { itemIds: [made.itemId], from: '2026-11-20' }, redactions: { accountIds: [made.third.id], messageIds: [marked.id], phrases: ['stands nowhere'] } }, made);
  const seen = must(await preview(referralId));
  expect(seen.exhibits).toMatchObject([{ name: 'E01', messages: 2, messagesLeftOut: 1, files: 1, filesLeftOut: 1, filesDestroyed: 0, ipEvents: 2, problem: null }]);
  expect(seen.accounts.map(({ name, isSubject, isTakenOut }) => [name, isSubject, isTakenOut])).toEqual([['A1', true, false], ['A2', false, true], ['A3', false, false]]);
  expect(seen.messagesTakenOut).toEqual(['E01, message 3']);
  expect(seen.notFound).toContain('stands nowhere');
  const handle = seen.findings.find(({ term }) => term === 'old_handle');
  expect(handle).toMatchObject({ kind: 'screen', of: 'A2', where: 'everywhere', standIn: '[person A2]', takenOut: 2, insideWords: 0, left: 0 });
  expect(handle?.places[0]).toEqual({ in: 'E01, message 2', before: 'I am ', found: 'OLD_HANDLE', after: ', later new_handle, at 198.51.100.7', left: null, isInsideWord: false });
  // The account's own id begins like that of the subject, which stays.
  expect(seen.findings.find(({ term }) => term === 'user-4')?.places).toContainEqual(expect.objectContaining({ in: 'account A1', left: 'part_of_another' }));
  expect(await database.client.auditEvent.count({ where: { action: 'referral.previewed', targets: { array_contains: [{ id: referralId }] } } })).toBe(1);

  must(await as(scene.supervisor, (ctx) => keepAway(ctx, { caseId: made.caseId, personId: scene.releaser.id, reason: 'Knows somebody' })));
  expect(codeOf(await preview(referralId, scene.releaser))).toBe('not_found');
});

test('a preview tells also what names the agency, the authority, the platform and colleagues, and what the custody log keeps back', async () => {
  const made = await scene.newCase();
  clock.advance(1000);
  await scene.desk.report(made.itemId);
  const { name } = scene.desk.moderator;
  const { referralId } = await scene.draft({ redactions: { phrases: ['Example Officer', 'District Court', 'Example Messenger', name] } }, made);
  const { findings, custody } = must(await preview(referralId));
  const placesOf = (term: string) => new Set(findings.find((each) => each.term === term)?.places.filter(({ left }) => left === null).map((place) => place.in));
  expect(placesOf('Example Officer')).toEqual(new Set(['the agency’s entry']));
  expect(placesOf('District Court')).toEqual(new Set(['who asks, and under which number']));
  expect(placesOf('Example Messenger')).toEqual(new Set(['account A1', 'account A2', 'E01, its platform', 'who had the evidence']));
  expect(placesOf(name)).toEqual(new Set(['E01, decision 1', 'who had the evidence']));
  const { referralId: whole } = await scene.draft({}, made);
  const { custody: others } = must(await preview(whole));
  expect([custody.entries, others.byHashAlone]).toEqual([others.entries, 0]);
  expect(custody.byHashAlone).toBeGreaterThan(0);

  await release(referralId);
  const facts = must(await gather(referralId));
  expect([facts.referral.agency.contactName, facts.referral.legalBasis?.authority, facts.exhibits[0]?.platform]).toEqual(['[redacted]', 'Example [redacted]', '[redacted]']);
});

test('the case’s own account cannot be taken out', async () => {
  const made = await talk();
  const { subjectId } = await database.client.case.findUniqueOrThrow({ where: { id: made.caseId } });
  await expect(scene.draft({ redactions: { accountIds: [subjectId] } }, made)).rejects.toThrow('cannot be taken out');
});
