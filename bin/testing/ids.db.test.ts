import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { addNote, keepAway } from '@/lib/cases';
import { testDatabase } from '@/lib/db/testing';
import { type Actor, NOBODY, type PersonActor, type Role, randomIds, systemClock } from '@/lib/kernel';
import { take } from '@/lib/queue';
import { createReferral } from '@/lib/referral';
import { EMPTY_SCOPE, NO_REDACTIONS } from '@/lib/referral/schema';
import { settle } from '@/lib/reporting';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import type { ActionResult } from '@/lib/web/schema';

// Outside of Next there is no request to read a session from; who asks is what this test varies.
const request: { actor: Actor } = { actor: NOBODY };
vi.mock('@/lib/web/who', () => ({
  currentActor: () => Promise.resolve(request.actor),
  currentSession: () => Promise.resolve(null),
  currentClient: () => Promise.resolve({ device: 'A test', address: null }),
  isForeignRequest: () => Promise.resolve(false),
}));
vi.mock('next/navigation', () => ({ unstable_rethrow: () => undefined }));
vi.mock('next/headers', () => ({}));

const database = testDatabase();
const root = join(import.meta.dirname, '..', '..');
const reason = 'Knows somebody in it';
let desk: Desk;

/** What actions take an id of: what belongs to a case, and what belongs to a person. */
const OF_A_CASE = ['caseId', 'itemId', 'messageId', 'noteId', 'decisionId', 'reportId', 'wallId', 'noticeId', 'callId', 'fileId', 'referralId', 'holdId', 'destructionId', 'caseNumber'] as const;
const OF_A_PERSON = ['personId', 'factorId', 'sessionId', 'breakGlassId', 'alertId', 'keyId'] as const;
/** The directory's are nobody's: every liaison sees to all of them. */
const OF_NOBODY = ['agencyId', 'agencyKeyId'] as const;
type Things = Readonly<Record<(typeof OF_A_CASE)[number] | (typeof OF_A_PERSON)[number] | (typeof OF_NOBODY)[number], string>>;
type Kind = 'missing' | 'walled' | 'foreign';

interface Sweep {
  readonly role: Role;
  /** `foreign`: it is there and not walled off, but belongs to somebody else. */
  readonly kinds: readonly Kind[];
  readonly input: (ids: Things) => object;
}

const sweep = (role: Role, input: Sweep['input'], ...kinds: readonly Kind[]): Sweep => ({ role, kinds: ['missing', ...kinds], input });
const agency = { name: 'An agency', country: 'DE', unit: '', contactName: 'A person', email: 'people@agency.example', phone: '+49 30 1234567' };
const longReason = 'A test of ids, with a reason';
const dayIn = (days: number) => new Date(systemClock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
const noBasis = { processType: null, reference: '', authority: '', issuedAt: null, deadline: null };
const draft = { outcome: null, dangerNow: [], dangerReason: '', reportAnnotations: [], files: [], note: '' };

/** Every server action: how it is asked for an id, or that it takes none. A new one has to be written down here. */
const ACTIONS: Readonly<Record<string, Sweep | 'takes no id'>> = {
  'app/(desk)/_alerts/actions.ts acknowledgeAlert': sweep('supervisor', ({ alertId }) => ({ alertId }), 'foreign'),
  'app/(desk)/_alerts/actions.ts giveRoleBack': sweep('admin', ({ breakGlassId }) => ({ breakGlassId }), 'foreign'),
  'app/(desk)/account/actions.ts beginAddingPasskey': 'takes no id',
  'app/(desk)/account/actions.ts addPasskey': 'takes no id',
  'app/(desk)/account/actions.ts beginAddingApp': 'takes no id',
  'app/(desk)/account/actions.ts addApp': 'takes no id',
  'app/(desk)/account/actions.ts rename': sweep('moderator', ({ factorId }) => ({ factorId, name: 'A name' }), 'foreign'),
  'app/(desk)/account/actions.ts remove': sweep('moderator', ({ factorId }) => ({ factorId }), 'foreign'),
  'app/(desk)/account/actions.ts drawCodes': 'takes no id',
  'app/(desk)/account/actions.ts endOne': sweep('moderator', ({ sessionId }) => ({ sessionId }), 'foreign'),
  'app/(desk)/account/actions.ts endOthers': 'takes no id',
  'app/(desk)/break-glass/actions.ts takeRole': 'takes no id',
  'app/(desk)/audit/review/actions.ts signWeek': 'takes no id',
  'app/(desk)/break-glass/actions.ts signOffRole': sweep('supervisor', ({ breakGlassId }) => ({ breakGlassId })),
  'app/(desk)/people/actions.ts invite': 'takes no id',
  'app/(desk)/people/actions.ts inviteAgain': sweep('admin', ({ personId }) => ({ personId })),
  'app/(desk)/people/actions.ts revokeInvitation': sweep('admin', ({ personId }) => ({ personId })),
  'app/(desk)/people/actions.ts changeRole': sweep('admin', ({ personId }) => ({ personId, role: 'auditor' })),
  'app/(desk)/people/actions.ts disable': sweep('admin', ({ personId }) => ({ personId })),
  'app/(desk)/people/actions.ts enable': sweep('admin', ({ personId }) => ({ personId })),
  'app/(desk)/people/actions.ts reset': sweep('admin', ({ personId }) => ({ personId, factors: false })),
  'app/(desk)/(work)/queue/actions.ts take': sweep('moderator', ({ itemId }) => ({ itemId }), 'walled'),
  'app/(desk)/(work)/queue/actions.ts takeNext': 'takes no id',
  'app/(desk)/(work)/queue/actions.ts renew': sweep('moderator', ({ itemId }) => ({ itemId }), 'walled'),
  'app/(desk)/(work)/queue/actions.ts release': sweep('moderator', ({ itemId }) => ({ itemId }), 'walled'),
  'app/(desk)/(work)/queue/actions.ts skip': sweep('moderator', ({ itemId }) => ({ itemId }), 'walled'),
  'app/(desk)/wellness/actions.ts saveSettings': 'takes no id',
  'app/(desk)/wellness/actions.ts goPast': 'takes no id',
  'app/(desk)/wellness/actions.ts saveFloors': 'takes no id',
  'app/(desk)/(work)/review/[itemId]/actions.ts unfoldMessage': sweep('moderator', ({ messageId }) => ({ messageId }), 'walled', 'foreign'),
  'app/(desk)/(work)/review/[itemId]/actions.ts unfoldMessages': sweep('moderator', ({ itemId }) => ({ itemId }), 'walled', 'foreign'),
  'app/(desk)/(work)/review/[itemId]/actions.ts saveDraft': sweep('moderator', ({ itemId }) => ({ itemId, body: draft }), 'walled'),
  'app/(desk)/(work)/review/[itemId]/actions.ts settle': sweep('moderator', ({ itemId }) => ({ decision: desk.decision(itemId), isReported: true, note: 'A note' }), 'walled'),
  'app/(desk)/(work)/review/[itemId]/actions.ts undoDecisions': sweep('moderator', ({ decisionId }) => ({ decisionIds: [decisionId] }), 'walled', 'foreign'),
  'app/(desk)/(work)/review/[itemId]/actions.ts undoReport': sweep('moderator', ({ reportId }) => ({ reportId }), 'walled', 'foreign'),
  'app/(desk)/cases/[caseId]/actions.ts add': sweep('liaison', ({ caseId }) => ({ caseId, body: 'A note' }), 'walled'),
  'app/(desk)/cases/[caseId]/actions.ts edit': sweep('liaison', ({ noteId }) => ({ noteId, body: 'Another', version: 1 }), 'walled', 'foreign'),
  'app/(desk)/cases/[caseId]/actions.ts close': sweep('moderator', ({ caseId }) => ({ caseId }), 'walled'),
  'app/(desk)/cases/[caseId]/actions.ts reopen': sweep('moderator', ({ caseId }) => ({ caseId }), 'walled'),
  'app/(desk)/cases/[caseId]/actions.ts keepAway': sweep('supervisor', ({ caseId }) => ({ caseId, personId: desk.moderator.id, reason }), 'walled'),
  'app/(desk)/cases/[caseId]/actions.ts liftWall': sweep('supervisor', ({ wallId }) => ({ wallId, reason }), 'walled'),
  'app/(desk)/cases/[caseId]/actions.ts stepBack': sweep('liaison', ({ caseId }) => ({ caseId, reason }), 'walled'),
  'app/(desk)/reports/[reportId]/packet/actions.ts askForFile': sweep('moderator', ({ reportId, fileId }) => ({ reportId, fileId }), 'walled'),
  'app/(desk)/reports/[reportId]/packet/actions.ts saveReference': sweep('moderator', ({ reportId }) => ({ reportId, reference: 'NCA-2026-1' }), 'walled'),
  'app/(desk)/reports/actions.ts vouch': sweep('supervisor', ({ reportId }) => ({ reportId, found: 'filed', reason: 'Asked by telephone' }), 'walled'),
  'app/(desk)/reports/actions.ts retry': sweep('supervisor', ({ reportId }) => ({ reportId }), 'walled'),
  'app/(desk)/reports/actions.ts makeMissing': sweep('supervisor', ({ decisionId }) => ({ decisionId }), 'walled'),
  'app/(desk)/reports/actions.ts mend': sweep('moderator', ({ reportId }) => ({ reportId, omit: ['personOrUserReported/screenName'] }), 'walled'),
  'app/(desk)/reports/actions.ts addTo': sweep('moderator', ({ reportId }) => ({ reportId, text: 'More' }), 'walled'),
  'app/(desk)/reports/actions.ts undoAdding': sweep('moderator', ({ reportId }) => ({ reportId }), 'walled', 'foreign'),
  'app/(desk)/reports/actions.ts tellAgain': sweep('supervisor', ({ noticeId }) => ({ noticeId }), 'walled'),
  'app/(desk)/reports/actions.ts openCall': sweep('supervisor', ({ callId }) => ({ callId }), 'walled'),
  'app/(desk)/reports/approvals/actions.ts agree': sweep('moderator', ({ reportId }) => ({ reportId }), 'walled'),
  'app/(desk)/reports/approvals/actions.ts sendBack': sweep('moderator', ({ reportId }) => ({ reportId, reason: 'Look at the account again' }), 'walled'),
  'app/(desk)/reports/approvals/actions.ts ask': sweep('moderator', ({ reportId }) => ({ reportId, note: '' }), 'walled', 'foreign'),
  'app/(desk)/reports/approvals/actions.ts takeUp': sweep('moderator', ({ reportId }) => ({ reportId }), 'walled', 'foreign'),
  'app/(desk)/retention/actions.ts keepCase': sweep('liaison', ({ caseNumber }) => ({ caseNumber, kind: 'legal', reference: 'R-1', reason: longReason, startsOn: dayIn(0), reviewOn: dayIn(30) }), 'walled'),
  'app/(desk)/retention/actions.ts renew': sweep('liaison', ({ holdId }) => ({ holdId, reason: longReason }), 'walled'),
  'app/(desk)/retention/actions.ts lookAgain': sweep('liaison', ({ holdId }) => ({ holdId, reviewOn: dayIn(30) }), 'walled'),
  'app/(desk)/retention/actions.ts lift': sweep('liaison', ({ holdId }) => ({ holdId, reason: longReason }), 'walled'),
  'app/(desk)/retention/actions.ts askForDestruction': sweep('liaison', ({ caseNumber }) => ({ caseNumber, kind: 'expiry', reason: longReason }), 'walled'),
  'app/(desk)/retention/actions.ts withdraw': sweep('liaison', ({ destructionId }) => ({ destructionId, reason: longReason }), 'walled'),
  'app/(desk)/retention/actions.ts agree': sweep('supervisor', ({ destructionId }) => ({ destructionId }), 'walled'),
  'app/(desk)/retention/actions.ts tryOut': sweep('liaison', ({ caseNumber }) => ({ caseNumber }), 'walled'),
  'app/(desk)/referrals/actions.ts begin': sweep('liaison', ({ caseId }) => ({ caseId, kind: 'disclosure' }), 'walled'),
  'app/(desk)/referrals/actions.ts save': sweep('liaison', ({ referralId }) => ({ referralId, seenAt: '2026-11-23T08:00:00.000Z', agencyId: null, keyId: null, profile: 'full', legalBasis: noBasis, danger: '', scope: EMPTY_SCOPE, redactions: NO_REDACTIONS }), 'walled'),
  'app/(desk)/referrals/actions.ts readMessages': sweep('liaison', ({ referralId, itemId }) => ({ referralId, itemId, from: 0 }), 'walled'),
  'app/(desk)/referrals/actions.ts preview': sweep('supervisor', ({ referralId }) => ({ referralId }), 'walled'),
  'app/(desk)/referrals/actions.ts submit': sweep('liaison', ({ referralId }) => ({ referralId }), 'walled'),
  'app/(desk)/referrals/actions.ts askInEmergency': sweep('liaison', ({ caseId, itemId, agencyId, agencyKeyId: keyId }) => ({ caseId, agencyId, keyId, profile: 'full', authority: '', reference: '', danger: 'Somebody is in danger', scope: { ...EMPTY_SCOPE, itemIds: [itemId] }, redactions: NO_REDACTIONS }), 'walled'),
  'app/(desk)/referrals/actions.ts takeBack': sweep('liaison', ({ referralId }) => ({ referralId }), 'walled'),
  'app/(desk)/referrals/actions.ts withdraw': sweep('liaison', ({ referralId }) => ({ referralId }), 'walled'),
  'app/(desk)/referrals/actions.ts reissue': sweep('liaison', ({ referralId }) => ({ referralId }), 'walled'),
  'app/(desk)/referrals/actions.ts acknowledge': sweep('liaison', ({ referralId }) => ({ referralId, reference: 'AGENCY-1' }), 'walled'),
  'app/(desk)/referrals/actions.ts agree': sweep('supervisor', ({ referralId }) => ({ referralId, agreedDigest: '0'.repeat(64) }), 'walled'),
  'app/(desk)/referrals/actions.ts sendBack': sweep('supervisor', ({ referralId }) => ({ referralId, reason: 'Look at the account again' }), 'walled'),
  'app/(desk)/referrals/actions.ts release': sweep('liaison', ({ referralId }) => ({ referralId }), 'walled'),
  'app/(desk)/referrals/actions.ts take': sweep('liaison', ({ referralId }) => ({ referralId }), 'walled'),
  'app/(desk)/referrals/actions.ts preserve': sweep('liaison', ({ caseNumber }) => ({ caseNumber, kind: 'legal', reference: 'R-1', reason: longReason, startsOn: dayIn(0), reviewOn: dayIn(30) }), 'walled'),
  'app/(desk)/agencies/actions.ts add': 'takes no id',
  'app/(desk)/agencies/actions.ts edit': sweep('liaison', ({ agencyId }) => ({ agencyId, seenAt: '2026-11-23T08:00:00.000Z', ...agency })),
  'app/(desk)/agencies/actions.ts retire': sweep('liaison', ({ agencyId }) => ({ agencyId })),
  'app/(desk)/agencies/actions.ts addKey': sweep('liaison', ({ agencyId }) => ({ agencyId, publicKey: 'age1…' })),
  'app/(desk)/agencies/actions.ts checkKey': sweep('supervisor', ({ agencyKeyId: keyId }) => ({ keyId, readBack: 'age1…' })),
  'app/(desk)/agencies/actions.ts retireKey': sweep('liaison', ({ agencyKeyId: keyId }) => ({ keyId })),
  'app/(desk)/hotlines/actions.ts saveHotline': 'takes no id',
  'app/(desk)/hotlines/actions.ts turnHotline': 'takes no id',
  'app/(desk)/hotlines/actions.ts checkHotline': 'takes no id',
  'app/(desk)/hotlines/actions.ts saveRule': 'takes no id',
  'app/(desk)/hotlines/actions.ts saveWebhook': 'takes no id',
  'app/(desk)/hotlines/actions.ts rotateWebhook': 'takes no id',
  'app/(desk)/api-keys/actions.ts create': 'takes no id',
  'app/(desk)/api-keys/actions.ts rotate': sweep('admin', ({ keyId: id }) => ({ id, days: 365, overlapHours: 24 })),
  'app/(desk)/api-keys/actions.ts revoke': sweep('admin', ({ keyId: id }) => ({ id })),
};

type ServerAction = (input: object) => Promise<ActionResult<unknown>>;
const actions = new Map<string, ServerAction>();

beforeAll(async () => {
  desk = await openDesk(database, systemClock);
  for (const name of readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })) {
    const file = join('app', name);
    if (!file.endsWith('.ts') || !/^\s*['"]use server['"]/.test(readFileSync(join(root, file), 'utf8'))) continue;
    const exported = (await import(/* @vite-ignore */ join(root, file))) as Record<string, ServerAction>;
    for (const [exportName, act] of Object.entries(exported)) actions.set(`${file} ${exportName}`, act);
  }
});

/** A case with everything in it that actions take an id of, made by `owner`. */
async function makeCase(owner: PersonActor): Promise<Things> {
  const { itemId } = await desk.sendItem(1);
  const { caseId, messages } = await database.client.item.findUniqueOrThrow({ where: { id: itemId }, include: { messages: true } });
  must(await desk.as(owner, (ctx) => take(ctx, { itemId })));
  const settled = must(await desk.as(owner, (ctx) => settle(ctx, { decision: desk.decision(itemId), isReported: true, note: '' })));
  const { noteId } = must(await desk.as(owner, (ctx) => addNote(ctx, { caseId, body: 'A note' })));
  const { wallId } = must(await desk.as(await desk.person('supervisor'), async (ctx) => keepAway(ctx, { caseId, personId: (await desk.person('moderator')).id, reason })));
  const reportId = settled.reports[0]?.reportId ?? '';
  const [noticeId, callId, now] = [randomIds.next(), randomIds.next(), systemClock.now()];
  await database.client.notice.create({ data: { id: noticeId, reportId, platform: 'Example Messenger', body: {}, state: 'stuck', nextAt: now, createdAt: now } });
  await database.client.hotlineCall.create({ data: { id: callId, reportId, call: 'submit', at: now, outcome: 'ok', durationMs: 1 } });
  const { id: fileId } = await database.client.reportFile.findFirstOrThrow({ where: { reportId } });
  const { number: caseNumber } = await database.client.case.findUniqueOrThrow({ where: { id: caseId } });
  const [holdId, destructionId] = [randomIds.next(), randomIds.next()];
  await database.client.hold.create({ data: { id: holdId, caseId, kind: 'legal', reference: 'R-1', sealedReason: new Uint8Array(1), startsAt: now, ownerId: owner.id, reviewAt: now, createdAt: now, createdById: owner.id } });
  await database.client.destruction.create({ data: { id: destructionId, number: `D-${destructionId}`, caseId, kind: 'expiry', itemIds: [], isWholeCase: true, reason, requestedById: owner.id, requestedAt: now } });
  const { referralId } = must(await desk.as(owner, (ctx) => createReferral(ctx, { caseId, kind: 'disclosure' })));
  return { ...missing(), referralId, caseNumber, holdId, destructionId, caseId, itemId, messageId: messages[0]?.id ?? '', noteId, decisionId: settled.decisionIds[0] ?? '', reportId, wallId, noticeId, callId, fileId };
}

/** What is a person's own, in rows as their verbs leave them; and an alert that is for admins. */
async function makePersonal({ id: personId }: PersonActor): Promise<Partial<Things>> {
  const [at, ids] = [systemClock.now(), missing()];
  const later = new Date(at.getTime() + 3_600_000);
  const row = { personId, createdAt: at };
  await database.client.factor.create({ data: { ...row, id: ids.factorId, kind: 'totp', name: 'A phone' } });
  await database.client.session.create({ data: { ...row, id: ids.sessionId, lastSeenAt: at, expiresAt: later, method: 'totp', verifiedAt: at, device: 'A test' } });
  await database.client.breakGlass.create({ data: { personId, id: ids.breakGlassId, sessionId: ids.sessionId, role: 'moderator', reason: 'A test of ids', startedAt: at, endsAt: later } });
  await database.client.alert.create({ data: { id: ids.alertId, kind: 'locked_out', audience: 'admin', details: {}, at } });
  return { factorId: ids.factorId, sessionId: ids.sessionId, breakGlassId: ids.breakGlassId, alertId: ids.alertId };
}

const missing = () => ({ ...Object.fromEntries([...OF_A_CASE, ...OF_A_PERSON, ...OF_NOBODY].map((name) => [name, randomIds.next()])), caseNumber: 'C-1999-00001' }) as unknown as Things; // fromEntries forgets which names it was given

async function thingsOf(kind: Kind, asker: PersonActor): Promise<Things> {
  if (kind === 'missing') return missing();
  if (kind === 'foreign') {
    const owner = await desk.person('moderator');
    return { ...(await makeCase(owner)), ...(await makePersonal(owner)) };
  }
  // What is walled off is even their own.
  const made = await makeCase(asker);
  must(await desk.as(await desk.person('supervisor'), (ctx) => keepAway(ctx, { caseId: made.caseId, personId: asker.id, reason })));
  return made;
}

test('every server action is in the table, and nothing else is', () => {
  expect([...actions.keys()].sort()).toEqual(Object.keys(ACTIONS).sort());
});

test.each(Object.entries(ACTIONS).flatMap(([name, how]) => (how === 'takes no id' ? [] : [[name, how] as const])))(
  '%s answers alike for every id that is not the asker’s, and each time it is on record',
  async (name, { role, kinds, input }) => {
    const asker = await desk.person(role);
    const answers: unknown[] = [];
    for (const kind of kinds) {
      const ids = await thingsOf(kind, asker);
      request.actor = asker;
      const answer = await actions.get(name)!(input(ids));
      if (answer.ok) throw new Error(`${name} did it for a ${kind} id`);
      const { requestId, ...told } = answer;
      answers.push(told);
      const events = await database.client.auditEvent.findMany({ where: { requestId } });
      expect([kind, events.map(({ action, outcome, actorId, details }) => ({ action, outcome, actorId, code: (details as { code?: string }).code }))]).toEqual([
        kind,
        [{ action: 'access.refused', outcome: 'refused', actorId: asker.id, code: 'not_found' }],
      ]);
    }
    expect(answers[0]).toMatchObject({ code: 'not_found' });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  },
);
