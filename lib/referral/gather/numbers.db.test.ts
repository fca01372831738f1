import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { contextOf, testDatabase } from '@/lib/db/testing';
import { type Result, manualClock, ok, randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { reissueReferral, submitReferral, withdrawReferral } from '../request';
import { release } from '../package/testing';
import { type ReferralScene, openReferralScene } from '../testing/scene';
import { gatherFacts } from './gather';
import { giveNumbers, namesOfCase } from './order';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let scene: ReferralScene;
let apiKeyId: string;
beforeAll(async () => {
  scene = await openReferralScene(database, clock);
  ({ id: apiKeyId } = await database.client.apiKey.findFirstOrThrow());
});

const SYSTEM = { kind: 'system', name: 'test' } as const;
const give = (caseId: string): Promise<Result<void>> => transact(database.client, async (tx) => ok(await giveNumbers(contextOf(tx, SYSTEM, clock), caseId)));
const NO_KEY = { wrappedKey: new Uint8Array(40), kekId: 'none' };

async function account(): Promise<string> {
  const id = randomIds.next();
  await database.client.account.create({ data: { id, platform: 'Example Messenger', externalId: id, createdAt: clock.now() } });
  return id;
}

async function emptyCase(): Promise<string> {
  const id = randomIds.next();
  await database.client.case.create({ data: { id, number: `C-${id}`, subjectId: await account(), openedAt: clock.now(), ...NO_KEY } });
  return id;
}

/** An item that was received so many minutes before or after noon, in which somebody takes part. */
async function item(caseId: string, minutes: number, participantId: string): Promise<string> {
  const [id, at] = [randomIds.next(), new Date(Date.UTC(2026, 10, 22, 12, minutes))];
  const { subjectId } = await database.client.case.findUniqueOrThrow({ where: { id: caseId } });
  await database.client.item.create({ data: { id, platform: 'Example Messenger', externalId: id, apiKeyId, caseId, subjectId, bodyDigest: new Uint8Array(32), sealedBody: new Uint8Array(1), ...NO_KEY, occurredAt: at, occurredAtText: at.toISOString(), receivedAt: at, severity: 'standard', urgency: 1, summary: 'Made for a test' } });
  await database.client.participant.create({ data: { itemId: id, accountId: participantId } });
  return id;
}

type Step =
  | { readonly do: 'receive'; readonly into: number; readonly minutes: number; readonly from: number }
  | { readonly do: 'move' | 'destroy'; readonly which: number; readonly into: number }
  | { readonly do: 'submit'; readonly of: number };

const small = fc.integer({ min: 0, max: 1 });
const STEPS: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('receive' as const), into: small, minutes: fc.integer({ min: -600, max: 600 }), from: fc.integer({ min: 0, max: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('move' as const, 'destroy' as const), which: fc.nat(), into: small }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('submit' as const), of: small }) },
  ),
  { minLength: 4, maxLength: 14 },
);

test('whatever comes to a case late, earlier than others, out of another case or into one, and whatever is destroyed: a number that was given stays, and nobody else ever has it', async () => {
  await fc.assert(fc.asyncProperty(STEPS, async (steps) => {
    const cases = [await emptyCase(), await emptyCase()];
    const people = [await account(), await account(), await account(), await account()];
    const items: string[] = [];
    /** By case and name: whose it is, for good. */
    const given = new Map<string, string>();

    for (const step of steps) {
      if (step.do === 'receive') items.push(await item(cases[step.into] ?? '', step.minutes, people[step.from] ?? ''));
      const which = step.do === 'move' || step.do === 'destroy' ? items[step.which % Math.max(1, items.length)] : undefined;
      // Behind every verb: none of ours moves an item, and this must not depend on it.
      if (which && step.do === 'move') await database.client.item.update({ where: { id: which }, data: { caseId: cases[step.into] ?? '' } });
      if (which && step.do === 'destroy') await database.client.item.update({ where: { id: which }, data: { wrappedKey: new Uint8Array() } });
      const before = step.do === 'submit' ? await namesOfCase(database.client, cases[step.of] ?? '') : undefined;
      if (step.do === 'submit') must(await give(cases[step.of] ?? ''));

      for (const [at, caseId] of cases.entries()) {
        const { exhibits, accounts } = await namesOfCase(database.client, caseId);
        const names = [...exhibits, ...accounts];
        // Nobody shares a name, given or to come.
        expect(new Set(names.map(([, name]) => name)).size).toBe(names.length);
        for (const [id, name] of names) expect(given.get(`${caseId} ${name}`) ?? id).toBe(id);
        for (const [known, id] of given) if (known.startsWith(caseId) && (exhibits.has(id) || accounts.has(id))) expect(`${caseId} ${exhibits.get(id) ?? accounts.get(id)}`).toBe(known);
        if (step.do !== 'submit' || step.of !== at) continue;
        // What was shown beforehand is what is given.
        expect([exhibits, accounts]).toEqual([before?.exhibits, before?.accounts]);
        for (const [id, name] of names) given.set(`${caseId} ${name}`, id);
      }
    }
  }), { numRuns: 25 });
}, 120_000);

test('two referrals that are submitted at once do not give the same number', async () => {
  const caseId = await emptyCase();
  const [one, other] = [await account(), await account()];
  for (let minutes = 0; minutes < 5; minutes += 1) await item(caseId, minutes, minutes % 2 === 0 ? one : other);
  for (const given of await Promise.all(Array.from({ length: 6 }, () => give(caseId)))) must(given);
  const numbers = async () => (await database.client.exhibitNumber.findMany({ where: { caseId }, orderBy: { number: 'asc' } })).map(({ number }) => number);
  expect(await numbers()).toEqual([1, 2, 3, 4, 5]);
  expect(await database.client.accountNumber.count({ where: { caseId } })).toBe(3);
});

test('the application can neither change a number nor take one back, nor move a file within its item', async () => {
  const { referralId, mediaIds } = await scene.draft();
  must(await scene.desk.as(scene.asker, (ctx) => submitReferral(ctx, { referralId })));
  const { client } = database;
  for (const attempt of [
    client.$executeRaw`UPDATE "ExhibitNumber" SET "number" = "number" + 1`,
    client.$executeRaw`DELETE FROM "ExhibitNumber"`,
    client.$executeRaw`UPDATE "AccountNumber" SET "number" = "number" + 1`,
    client.$executeRaw`DELETE FROM "AccountNumber"`,
    client.$executeRaw`UPDATE "ItemMedia" SET "position" = 9 WHERE "mediaId" = ${mediaIds[0]}::uuid`,
    client.$executeRaw`DELETE FROM "ItemMedia" WHERE "mediaId" = ${mediaIds[0]}::uuid`,
  ]) await expect(attempt).rejects.toThrow(/permission denied/);
});

test('a second referral of a case and a new issue of the first keep every number, also after something came that was received before', async () => {
  const made = await scene.newCase(2);
  const { subject } = await database.client.item.findUniqueOrThrow({ where: { id: made.itemId }, include: { subject: true } });
  const more = (externalId: string, pictures = 1) => scene.desk.sendItem(pictures, { subject: { externalId: subject.externalId }, participants: [{ externalId }] });
  clock.advance(1000);
  const second = await more('friend-1');
  const factsOf = async (referralId: string) => {
    await release(database, scene, referralId);
    const { exhibits, accounts } = must(await gatherFacts(scene.tools, referralId));
    return new Map([...exhibits.flatMap(({ name, itemId, files }) => [[name, itemId], ...files.map((file) => [file.name, file.mediaId])]), ...accounts.map(({ name, externalId }) => [name, externalId])] as [string, string][]);
  };

  const first = await scene.draft({ scope: { itemIds: [made.itemId, second.itemId] } }, made);
  const was = await factsOf(first.referralId);
  expect([was.get('E01'), was.get('E01-2'), was.get('E02'), was.get('E02-1'), was.get('A3')]).toEqual([made.itemId, made.mediaIds[1], second.itemId, second.mediaIds[0], 'friend-1']);

  // One that was underway while the first was submitted, and has an earlier time.
  const late = await more('friend-2');
  await database.client.item.update({ where: { id: late.itemId }, data: { receivedAt: new Date('2026-11-20T00:00:00Z') } });
  const again = await factsOf((await scene.draft({ scope: { itemIds: [late.itemId, second.itemId, made.itemId] } }, made)).referralId);
  for (const [name, id] of was) expect([name, again.get(name)]).toEqual([name, id]);
  expect([again.get('E03'), again.get('A4')]).toEqual([late.itemId, 'friend-2']);
  expect([...again.keys()].filter((name) => /^E\d+$/.test(name))).toEqual(['E01', 'E02', 'E03']);

  // As after packing.
  await database.client.referral.update({ where: { id: first.referralId }, data: { state: 'released' } });
  must(await scene.desk.as(scene.asker, (ctx) => withdrawReferral(ctx, { referralId: first.referralId })));
  const { referralId } = must(await scene.desk.as(scene.asker, (ctx) => reissueReferral(ctx, { referralId: first.referralId })));
  expect(await factsOf(referralId)).toEqual(was);
});
