import { beforeAll, expect, test } from 'vitest';
import { keepAway } from '@/lib/cases';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, manualClock, randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { openReferral } from '../read';
import { type ReferralScene, openReferralScene } from '../testing/scene';
import { acknowledgeReferral, approveReferral, createReferral, declineReferral, releaseReferral, reissueReferral, requestEmergency, saveReferral, submitReferral, takeBackReferral, withdrawReferral } from './index';
import { NO_REDACTIONS, type ReferralState } from './schema';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let scene: ReferralScene;
let asker: PersonActor;
let second: PersonActor;

beforeAll(async () => {
  scene = await openReferralScene(database, clock);
  [asker, second] = [scene.asker, scene.supervisor];
});

const as = <T>(actor: PersonActor, work: Parameters<typeof scene.desk.as<PersonActor, T>>[1]) => scene.desk.as(actor, work);
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problem.code);
const stored = (id: string) => database.client.referral.findUniqueOrThrow({ where: { id } });
const submit = (referralId: string, by = asker) => as(by, (ctx) => submitReferral(ctx, { referralId }));
const release = (referralId: string, by = scene.releaser) => as(by, (ctx) => releaseReferral(ctx, { referralId }));
const view = async (referralId: string, by = asker) => must(await as(by, (ctx) => openReferral(ctx, { referralId })));
async function approve(referralId: string, by = second) {
  const agreedDigest = Buffer.from((await stored(referralId)).agreedDigest ?? []).toString('hex');
  return as(by, (ctx) => approveReferral(ctx, { referralId, agreedDigest }));
}
const acts = async (referralId: string) => (await database.client.auditEvent.findMany({ where: { targets: { array_contains: [{ id: referralId }] } }, orderBy: { seq: 'asc' } })).map(({ action }) => action);
const jobs = async (key: string) => database.client.$queryRaw<{ run_at: Date }[]>`SELECT run_at FROM graphile_worker.jobs WHERE key = ${key}`;

async function submitted(...options: Parameters<ReferralScene['draft']>) {
  const made = await scene.draft(...options);
  must(await submit(made.referralId));
  return made;
}

test('a referral goes from one person over another to the packing, and every step is on record', async () => {
  const { referralId } = await submitted();
  expect((await stored(referralId)).number).toMatch(/^R-2026-\d{5}$/);
  expect(must(await approve(referralId))).toEqual({ kind: 'agreed', approvedUntil: '2026-11-26T09:00:00.000Z' });
  expect(must(await release(referralId))).toEqual({ kind: 'packing' });
  expect(await stored(referralId)).toMatchObject({ state: 'packing', requestedById: asker.id, approvedById: second.id, releasedById: scene.releaser.id });
  expect(await jobs(`pack-referral:${referralId}`)).toHaveLength(1);
  expect(await acts(referralId)).toEqual(['referral.drafted', 'referral.saved', 'referral.requested', 'referral.approved', 'referral.released']);
  const digests = (await database.client.auditEvent.findMany({ where: { action: { in: ['referral.requested', 'referral.approved', 'referral.released'] }, targets: { array_contains: [{ id: referralId }] } } })).map(({ details }) => details);
  expect(new Set(digests.map((each) => JSON.stringify(each))).size).toBe(1);
});

test('who asked for a referral cannot agree to it or send it back, not even in the row', async () => {
  const { referralId } = await submitted();
  expect(codeOf(await approve(referralId, asker))).toBe('forbidden');
  expect(codeOf(await as(asker, (ctx) => declineReferral(ctx, { referralId, reason: 'I changed my mind' })))).toBe('forbidden');
  await expect(database.client.referral.update({ where: { id: referralId }, data: { approvedById: asker.id } })).rejects.toThrow('Referral_approved_by_another');
  expect((await view(referralId)).off.approve).toContain('You asked for this');
  expect((await view(referralId, second)).off.approve).toBeNull();
  expect((await stored(referralId)).state).toBe('awaiting_approval');
  must(await approve(referralId, scene.releaser));
});

test('a draft is changed and submitted by whoever began it, so that nobody can agree to their own words', async () => {
  const { referralId, input } = await scene.draft();
  expect(codeOf(await submit(referralId, scene.releaser))).toBe('forbidden');
  const { updatedAt } = await stored(referralId);
  const save = (by: PersonActor, seenAt = updatedAt.toISOString()) => as(by, (ctx) => saveReferral(ctx, { ...input, seenAt }));
  expect(codeOf(await save(scene.releaser))).toBe('forbidden');
  clock.advance(1000);
  must(await save(asker));
  expect(codeOf(await save(asker))).toBe('conflict');
  must(await submit(referralId));
  expect(codeOf(await save(asker, (await stored(referralId)).updatedAt.toISOString()))).toBe('conflict');
});

test('what is agreed to is what was shown: a request that was submitted anew meanwhile is looked at anew', async () => {
  const { referralId, input } = await submitted();
  const { agreedDigest } = await view(referralId, second);
  must(await as(asker, (ctx) => takeBackReferral(ctx, { referralId })));
  must(await as(asker, async (ctx) => saveReferral(ctx, { ...input, profile: 'report_only', seenAt: (await stored(referralId)).updatedAt.toISOString() })));
  must(await submit(referralId));
  expect(codeOf(await as(second, (ctx) => approveReferral(ctx, { referralId, agreedDigest: agreedDigest ?? '' })))).toBe('conflict');
  expect((await stored(referralId)).state).toBe('awaiting_approval');
});

test('nothing is submitted that does not say all it has to, or is sealed for a key that nobody had read back', async () => {
  const { caseId } = await scene.newCase();
  const { referralId } = must(await as(asker, (ctx) => createReferral(ctx, { caseId, kind: 'disclosure' })));
  const refused = await submit(referralId);
  expect(refused.ok ? [] : refused.problem.fields.map(({ field }) => field)).toEqual(['agencyId', 'keyId', 'legalBasis/processType', 'legalBasis/reference', 'legalBasis/authority', 'scope/itemIds']);
  const made = await scene.draft();
  await database.client.agencyKey.update({ where: { id: made.keyId }, data: { checkedAt: null, checkedById: null } });
  const unchecked = await submit(made.referralId);
  expect(unchecked.ok ? [] : unchecked.problem.fields).toEqual([{ field: 'keyId', message: 'Nobody has had this key read back yet' }]);
});

test('a draft names what is of its case and its agency, and nothing else', async () => {
  const [one, other] = [await scene.draft(), await scene.draft()];
  const message = await database.client.message.findFirstOrThrow({ where: { itemId: other.itemId } });
  const change = {
    keyId: other.keyId,
    scope: { ...one.input.scope, itemIds: [one.itemId, other.itemId] },
    redactions: { ...NO_REDACTIONS, accountIds: [message.senderId], messageIds: [message.id] },
  };
  const saved = await as(asker, async (ctx) => saveReferral(ctx, { ...one.input, ...change, seenAt: (await stored(one.referralId)).updatedAt.toISOString() }));
  expect(saved.ok ? [] : saved.problem.fields.map(({ field }) => field)).toEqual(['keyId', 'scope/itemIds', 'redactions/accountIds', 'redactions/messageIds']);
});

test('redactions, dangers and reasons are content: none of them stands in the row, the trail or the queue in the clear', async () => {
  const phrase = 'Zaubernuss';
  const { referralId } = await scene.draft({ kind: 'emergency', redactions: { phrases: [phrase] } });
  must(await submit(referralId));
  must(await as(second, (ctx) => declineReferral(ctx, { referralId, reason: `${phrase} stands in the second message, too` })));
  const shown = await view(referralId);
  expect([shown.redactions.phrases, shown.danger, shown.sentBack]).toEqual([[phrase], 'A meeting tonight was announced in the messages', { by: second.name, at: clock.now().toISOString(), reason: `${phrase} stands in the second message, too` }]);
  const everywhere = await database.owner.query<{ text: string }>(
    `SELECT coalesce(string_agg(t, ''), '') AS text FROM (SELECT r::text t FROM "Referral" r UNION ALL SELECT convert_from(e."leaf", 'UTF8') || e.details::text || coalesce(e.reason, '') FROM "AuditEvent" e UNION ALL SELECT j::text FROM graphile_worker.jobs j UNION ALL SELECT a::text FROM "Alert" a) all_of_it`,
  );
  for (const word of [phrase, 'A meeting tonight']) {
    expect(everywhere.rows[0]?.text).not.toContain(word);
    // Columns of bytes are shown in hex.
    expect(everywhere.rows[0]?.text).not.toContain(Buffer.from(word).toString('hex'));
  }
  expect(everywhere.rows[0]?.text).toContain('referral.declined');
});

test('sent back it is a draft again that says why, and the next request clears that', async () => {
  const { referralId } = await submitted();
  must(await as(second, (ctx) => declineReferral(ctx, { referralId, reason: 'The warrant names another month' })));
  expect(await stored(referralId)).toMatchObject({ state: 'draft', agreedDigest: null, agreedParts: null });
  expect((await view(referralId)).sentBack?.reason).toBe('The warrant names another month');
  must(await submit(referralId));
  expect((await view(referralId)).sentBack).toBeNull();
});

test('an emergency is asked for in one step, is due now, waits for a second person all the same, and supervisors are told at once', async () => {
  const { caseId, itemId } = await scene.newCase();
  const { agencyId, keyId } = await scene.agency();
  const scope = { itemIds: [itemId], from: null, until: null, withAccounts: true, withReports: true, withNotes: false };
  const input = { caseId, agencyId, keyId, profile: 'full', authority: 'Duty officer', reference: '', danger: 'Somebody said they would not wake up tomorrow', scope, redactions: NO_REDACTIONS } as const;
  const { referralId } = must(await as(asker, (ctx) => requestEmergency(ctx, input)));
  expect(await stored(referralId)).toMatchObject({ state: 'awaiting_approval', kind: 'emergency', deadline: clock.now(), processType: null });
  const alert = await database.client.alert.findFirstOrThrow({ where: { kind: 'referral_waiting' }, orderBy: [{ at: 'desc' }, { id: 'desc' }] });
  expect(JSON.stringify(alert.details)).toContain(referralId);
  expect(codeOf(await release(referralId))).toBe('conflict');
  expect(codeOf(await approve(referralId, asker))).toBe('forbidden');
  must(await approve(referralId));
  must(await release(referralId));
});

test('to whoever is kept away from the case there is no such referral, whatever they would do', async () => {
  const { referralId, caseId, input } = await submitted();
  const digest = Buffer.from((await stored(referralId)).agreedDigest ?? []).toString('hex');
  const kept = await scene.desk.person('liaison');
  must(await as(second, (ctx) => keepAway(ctx, { caseId, personId: kept.id, reason: 'Knows somebody in it' })));
  const verbs: Record<string, (id: string, of: string) => Promise<Result<unknown>>> = {
    createReferral: (_, of) => as(kept, (ctx) => createReferral(ctx, { caseId: of, kind: 'disclosure' })),
    saveReferral: (id) => as(kept, (ctx) => saveReferral(ctx, { ...input, referralId: id })),
    submitReferral: (id) => submit(id, kept),
    takeBackReferral: (id) => as(kept, (ctx) => takeBackReferral(ctx, { referralId: id })),
    approveReferral: (id) => as(kept, (ctx) => approveReferral(ctx, { referralId: id, agreedDigest: digest })),
    declineReferral: (id) => as(kept, (ctx) => declineReferral(ctx, { referralId: id, reason: 'For no good reason' })),
    releaseReferral: (id) => release(id, kept),
    withdrawReferral: (id) => as(kept, (ctx) => withdrawReferral(ctx, { referralId: id })),
    acknowledgeReferral: (id) => as(kept, (ctx) => acknowledgeReferral(ctx, { referralId: id, reference: 'A' })),
    reissueReferral: (id) => as(kept, (ctx) => reissueReferral(ctx, { referralId: id })),
    openReferral: (id) => as(kept, (ctx) => openReferral(ctx, { referralId: id })),
  };
  for (const [name, verb] of Object.entries(verbs)) {
    const [there, nowhere] = [await verb(referralId, caseId), await verb(randomIds.next(), randomIds.next())];
    expect([name, codeOf(there), !there.ok && there.problem.safeMessage]).toEqual([name, 'not_found', !nowhere.ok && nowhere.problem.safeMessage]);
  }
});

test('what is over can be issued anew, sealed anew, with all that it said; what is under way cannot', async () => {
  const { referralId, keyId, input } = await submitted({ redactions: { phrases: ['Nebenan'] } });
  expect(codeOf(await as(scene.releaser, (ctx) => reissueReferral(ctx, { referralId })))).toBe('conflict');
  must(await as(scene.releaser, (ctx) => withdrawReferral(ctx, { referralId })));
  const { referralId: again } = must(await as(scene.releaser, (ctx) => reissueReferral(ctx, { referralId })));
  const shown = await view(again, scene.releaser);
  expect(shown).toMatchObject({ state: 'draft', requested: { by: scene.releaser.name }, reissueOf: { id: referralId }, scope: input.scope, redactions: { phrases: ['Nebenan'] }, key: { id: keyId }, missing: [] });
  expect((await view(referralId)).reissues.map(({ id }) => id)).toEqual([again]);
  await database.client.agencyKey.update({ where: { id: keyId }, data: { retiredAt: clock.now() } });
  const { referralId: third } = must(await as(asker, (ctx) => reissueReferral(ctx, { referralId })));
  expect((await view(third)).missing).toEqual([{ field: 'keyId', message: 'Choose a key that was checked' }]);
});

test('no verb moves a referral from where it is not at', async () => {
  const { referralId } = await scene.draft();
  const verbs: Record<string, (id: string) => Promise<Result<unknown>>> = {
    submit: submit,
    takeBack: (id) => as(asker, (ctx) => takeBackReferral(ctx, { referralId: id })),
    approve: (id) => approve(id),
    decline: (id) => as(second, (ctx) => declineReferral(ctx, { referralId: id, reason: 'For a good reason' })),
    release: (id) => release(id),
    acknowledge: (id) => as(asker, (ctx) => acknowledgeReferral(ctx, { referralId: id, reference: 'A-1' })),
  };
  const allowed: Record<ReferralState, readonly string[]> = {
    draft: ['submit', 'takeBack'], awaiting_approval: ['takeBack', 'approve', 'decline'], approved: ['takeBack', 'release'], packing: [], released: [], acknowledged: [], expired: [], withdrawn: [], failed: ['takeBack', 'release'],
  };
  for (const [state, may] of Object.entries(allowed)) {
    for (const [name, verb] of Object.entries(verbs)) {
      // Nobody has taken the package of this one, so a released one is not acknowledged either.
      await database.client.referral.update({ where: { id: referralId }, data: { state: state as ReferralState, approvedById: null, approvedUntil: null } });
      expect([state, name, codeOf(await verb(referralId))]).toEqual([state, name, may.includes(name) ? 'done' : 'conflict']);
    }
  }
});

test('a European production order cannot be submitted without the day by which it is due, and keeps its reference, its authority and that day', async () => {
  const { referralId, input } = await scene.draft();
  const legalBasis = { processType: 'eu_production_order', reference: 'EPO 2026/17', authority: 'Example prosecutor', issuedAt: '2026-11-20', deadline: null } as const;
  const save = async (deadline: string | null) => {
    const { updatedAt } = await database.client.referral.findUniqueOrThrow({ where: { id: referralId } });
    return must(await as(scene.asker, (ctx) => saveReferral(ctx, { ...input, seenAt: updatedAt.toISOString(), legalBasis: { ...legalBasis, deadline } })));
  };
  expect((await save(null)).missing).toEqual([{ field: 'legalBasis/deadline', message: 'Enter until when it has to be answered' }]);
  expect((await as(scene.asker, (ctx) => submitReferral(ctx, { referralId }))).ok).toBe(false);
  expect((await save('2026-11-30T12:00:00Z')).missing).toEqual([]);
  must(await as(scene.asker, (ctx) => submitReferral(ctx, { referralId })));
  expect(await database.client.referral.findUniqueOrThrow({ where: { id: referralId } })).toMatchObject({ state: 'awaiting_approval', processType: 'eu_production_order', processReference: 'EPO 2026/17', processAuthority: 'Example prosecutor', deadline: new Date('2026-11-30T12:00:00Z') });
});
