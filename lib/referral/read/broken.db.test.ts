import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, manualClock } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { gatherFacts } from '../gather/gather';
import { loadPreview } from '../gather/preview';
import { declineReferral, reissueReferral, saveReferral, submitReferral, withdrawReferral } from '../request';
import { type ReferralScene, openReferralScene } from '../testing/scene';
import { openMessages } from './messages';
import { openReferral } from './open';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let scene: ReferralScene;

beforeAll(async () => {
  scene = await openReferralScene(database, clock);
});

const as = <T>(actor: PersonActor, work: Parameters<typeof scene.desk.as<PersonActor, T>>[1]) => scene.desk.as(actor, work);
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problem.code);
const view = async (referralId: string, by = scene.asker) => must(await as(by, (ctx) => openReferral(ctx, { referralId })));
const row = (id: string) => database.client.referral.findUniqueOrThrow({ where: { id } });

/** What somebody with the database alone can do to a text: change it, and not read it. */
async function breakSeal(id: string, text: 'sealedRedactions' | 'sealedDanger' | 'sealedDecline'): Promise<Uint8Array> {
  const sealed = (await row(id))[text];
  if (!sealed) throw new Error('There is no such text.');
  const broken = Uint8Array.from(sealed).fill(7, 29);
  await database.client.referral.update({ where: { id }, data: { [text]: broken } });
  return broken;
}

test('a danger that does not open is said to be one, all else is read, and nobody can agree to it', async () => {
  const { referralId } = await scene.draft({ kind: 'emergency', redactions: { phrases: ['the boathouse'] } });
  must(await as(scene.asker, (ctx) => submitReferral(ctx, { referralId })));
  expect(await view(referralId, scene.supervisor)).toMatchObject({ broken: [], off: { approve: null } });
  await breakSeal(referralId, 'sealedDanger');
  const seen = await view(referralId, scene.supervisor);
  expect(seen).toMatchObject({ broken: ['danger'], danger: '', redactions: { phrases: ['the boathouse'] }, off: { decline: null } });
  expect(seen.off.approve).toContain('does not open');
});

test('a draft of which nobody can tell what is to be taken out is neither kept nor submitted nor made anything of: it is withdrawn', async () => {
  const { referralId, input } = await scene.draft({ redactions: { phrases: ['the boathouse'] } });
  const broken = await breakSeal(referralId, 'sealedRedactions');
  const seen = await view(referralId);
  expect(seen).toMatchObject({ broken: ['redactions'], danger: '', choices: null, off: { withdraw: null } });
  for (const why of [seen.off.edit, seen.off.submit]) expect(why).toContain('Withdraw it');
  const { updatedAt } = await row(referralId);
  expect(codeOf(await as(scene.asker, (ctx) => saveReferral(ctx, { ...input, seenAt: updatedAt.toISOString() })))).toBe('unprocessable');
  expect(codeOf(await as(scene.asker, (ctx) => submitReferral(ctx, { referralId })))).toBe('unprocessable');
  expect(codeOf(await as(scene.asker, (ctx) => loadPreview(ctx, { referralId })))).toBe('unprocessable');
  expect(codeOf(await gatherFacts({ client: database.client, clock }, referralId))).toBe('unprocessable');
  expect(await row(referralId)).toMatchObject({ state: 'draft', sealedRedactions: broken });
  must(await as(scene.asker, (ctx) => withdrawReferral(ctx, { referralId })));
  expect((await view(referralId)).off.reissue).toContain('does not open');
});

test.each(['sealedRedactions', 'sealedDanger'] as const)('nothing is issued anew with a broken %s, and no draft is begun', async (text) => {
  const { referralId, caseId } = await scene.draft({ kind: 'emergency' });
  must(await as(scene.asker, (ctx) => withdrawReferral(ctx, { referralId })));
  await breakSeal(referralId, text);
  const refused = await as(scene.asker, (ctx) => reissueReferral(ctx, { referralId }));
  expect(refused).toMatchObject({ problem: { code: 'unprocessable', safeMessage: expect.stringContaining('Nothing was begun') as string } });
  expect(await database.client.referral.count({ where: { caseId } })).toBe(1);
});

test('a reason of sending back that does not open stands in nobody’s way', async () => {
  const { referralId } = await scene.draft();
  must(await as(scene.asker, (ctx) => submitReferral(ctx, { referralId })));
  must(await as(scene.supervisor, (ctx) => declineReferral(ctx, { referralId, reason: 'Look at the account again' })));
  expect((await view(referralId)).sentBack?.reason).toBe('Look at the account again');
  await breakSeal(referralId, 'sealedDecline');
  const seen = await view(referralId);
  expect(seen).toMatchObject({ broken: ['decline'], sentBack: null, off: { edit: null, submit: null } });
  expect(seen.choices?.items).toHaveLength(1);
  must(await as(scene.asker, (ctx) => submitReferral(ctx, { referralId })));
});

test('of an item’s messages one that does not open is said to be one, and the others are read', async () => {
  const { referralId, itemId } = await scene.draft();
  const open = async () => must(await as(scene.asker, (ctx) => openMessages(ctx, { referralId, itemId, from: 0 }))).messages;
  const before = await open();
  expect(before.map(({ isBroken }) => isBroken)).toEqual(before.map(() => false));
  const message = await database.client.message.findFirstOrThrow({ where: { itemId, sealedText: { not: null } }, orderBy: { position: 'asc' } });
  await database.client.message.update({ where: { id: message.id }, data: { sealedText: Uint8Array.from(message.sealedText ?? []).fill(7, 29) } });
  expect(await open()).toEqual(before.map((each) => (each.id === message.id ? { ...each, text: null, isBroken: true } : each)));
});
