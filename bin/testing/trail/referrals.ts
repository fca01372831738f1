import { generateIdentity, identityToRecipient } from 'age-encryption';
import { type PersonActor, randomIds } from '@/lib/kernel';
import { addAgency, addAgencyKey, listAgencies } from '@/lib/referral';
import { must } from '@/lib/reporting/testing';
import type { Line } from './line';
import type { Scene } from './scene';

const AGENCIES = 'action app/(desk)/agencies/actions.ts';

const entry = () => ({ name: `Agency ${randomIds.next()}`, country: 'DE', unit: '', contactName: 'A person', email: 'people@agency.example', phone: '+49 30 1234567' });
const recipient = async () => identityToRecipient(await generateIdentity());

async function agency({ as, desk }: Scene): Promise<{ agencyId: string }> {
  return must(await as(await desk.person('liaison'), (ctx) => addAgency(ctx, entry())));
}

/** A key that nobody has checked yet, with what its agency's people would read aloud. */
async function key(scene: Scene, by: PersonActor): Promise<{ agencyId: string; keyId: string; readBack: string }> {
  const { agencyId } = await agency(scene);
  const readBack = await recipient();
  return { agencyId, readBack, ...must(await scene.as(by, (ctx) => addAgencyKey(ctx, { agencyId, publicKey: readBack }))) };
}

/** What has to do with agencies. */
export const REFERRAL_LINES: Readonly<Record<string, Line>> = {
  'page /agencies': { role: 'supervisor', permission: 'agency.read', writes: ['agencies.read'], file: '(desk)/agencies/page.tsx', query: listAgencies, prepare: () => ({}) },
  [`${AGENCIES} add`]: { role: 'liaison', writes: ['agency.added'], prepare: () => ({ input: entry() }) },
  [`${AGENCIES} edit`]: {
    role: 'liaison',
    writes: ['agency.edited'],
    prepare: async (scene) => {
      const { agencyId } = await agency(scene);
      const { updatedAt } = await scene.client.agency.findUniqueOrThrow({ where: { id: agencyId } });
      return { input: { agencyId, seenAt: updatedAt.toISOString(), ...entry() } };
    },
  },
  [`${AGENCIES} retire`]: { role: 'liaison', writes: ['agency.retired'], prepare: async (scene) => ({ input: await agency(scene) }) },
  [`${AGENCIES} addKey`]: { role: 'liaison', writes: ['agency.key_added'], prepare: async (scene) => ({ input: { ...(await agency(scene)), publicKey: await recipient() } }) },
  [`${AGENCIES} checkKey`]: {
    role: 'supervisor',
    writes: ['agency.key_checked'],
    prepare: async (scene) => {
      const { keyId, readBack } = await key(scene, await scene.desk.person('liaison'));
      return { input: { keyId, readBack } };
    },
  },
  [`${AGENCIES} retireKey`]: { role: 'liaison', writes: ['agency.key_retired'], prepare: async (scene, asker) => ({ input: { keyId: (await key(scene, asker)).keyId } }) },
};
