import { closeCase } from '@/lib/cases';
import { type PersonActor, randomIds, systemClock } from '@/lib/kernel';
import { approveDestruction, destroyEvidence, placeHold, requestDestruction } from '@/lib/retention';
import { must } from '@/lib/reporting/testing';
import type { Line } from './line';
import type { Scene } from './scene';

const ACTIONS = 'action app/(desk)/retention/actions.ts';
const DAY_MS = 24 * 60 * 60_000;
const reason = 'A test of the trail';
const dayIn = (days: number) => new Date(systemClock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);

async function agency({ client }: Scene, { id }: PersonActor): Promise<string> {
  const [agencyId, at] = [randomIds.next(), systemClock.now()];
  await client.agency.create({ data: { id: agencyId, name: agencyId, country: 'US', contactName: 'A contact', email: 'agency@example.com', phone: '+1 555 0100', createdAt: at, createdById: id, phoneSetById: id, updatedAt: at } });
  return agencyId;
}

/** A closed case that nothing keeps, by its number. */
async function freeCase({ decided, desk, client }: Scene): Promise<string> {
  const holder = await desk.person('moderator');
  const { caseId } = await decided(holder, false);
  must(await desk.as(holder, (ctx) => closeCase(ctx, { caseId })));
  return (await client.case.findUniqueOrThrow({ where: { id: caseId } })).number;
}

async function held(scene: Scene, asker: PersonActor): Promise<{ holdId: string }> {
  const input = { caseNumber: await freeCase(scene), kind: 'us_2703f' as const, agencyId: await agency(scene, asker), reference: 'R-1', reason, startsOn: dayIn(0), endsOn: null, reviewOn: dayIn(30) };
  return must(await scene.as(asker, (ctx) => placeHold(ctx, input)));
}

/** A destruction that somebody else asked for. */
async function asked(scene: Scene): Promise<{ destructionId: string }> {
  const input = { caseNumber: await freeCase(scene), kind: 'expiry' as const, items: [], agencyId: null, reference: null, reason };
  return must(await scene.as(await scene.desk.person('supervisor'), (ctx) => requestDestruction(ctx, input)));
}

/** The same, agreed to and done. */
export async function destroyed(scene: Scene): Promise<{ destructionId: string }> {
  const { destructionId } = await asked(scene);
  must(await scene.as(await scene.desk.person('liaison'), (ctx) => approveDestruction(ctx, { destructionId })));
  await destroyEvidence({ client: scene.client, clock: systemClock, ids: randomIds, dropPackages: () => Promise.resolve() }, { destructionId });
  return { destructionId };
}

/** What is done to what is kept, called as the page calls it. */
export const RETENTION_LINES: Readonly<Record<string, Line>> = {
  [`${ACTIONS} keepCase`]: {
    role: 'liaison',
    writes: ['hold.placed'],
    prepare: async (scene) => ({ input: { caseNumber: await freeCase(scene), kind: 'legal', reference: 'R-1', reason, startsOn: dayIn(0), reviewOn: dayIn(30) } }),
  },
  [`${ACTIONS} renew`]: { role: 'liaison', writes: ['hold.renewed'], prepare: async (scene, asker) => ({ input: { ...(await held(scene, asker)), reason } }) },
  [`${ACTIONS} lookAgain`]: { role: 'liaison', writes: ['hold.reviewed'], prepare: async (scene, asker) => ({ input: { ...(await held(scene, asker)), reviewOn: dayIn(60) } }) },
  [`${ACTIONS} lift`]: { role: 'liaison', writes: ['hold.lifted'], prepare: async (scene, asker) => ({ input: { ...(await held(scene, asker)), reason } }) },
  [`${ACTIONS} askForDestruction`]: { role: 'liaison', writes: ['destruction.requested'], prepare: async (scene) => ({ input: { caseNumber: await freeCase(scene), kind: 'expiry', reason } }) },
  [`${ACTIONS} withdraw`]: { role: 'liaison', writes: ['destruction.withdrawn'], prepare: async (scene) => ({ input: { ...(await asked(scene)), reason } }) },
  [`${ACTIONS} agree`]: { role: 'liaison', writes: ['destruction.approved'], prepare: async (scene) => ({ input: await asked(scene) }) },
  [`${ACTIONS} tryOut`]: { role: 'liaison', writes: ['retention.dry_run'], prepare: async (scene) => ({ input: { caseNumber: await freeCase(scene) } }) },
};
