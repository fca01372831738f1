import type { Tx } from '@/lib/db';
import { inGroups, isUsableState, keyStateOf } from '../agencies';
import { KEY_STATES } from '../agencies/schema';
import { itemsOf } from './items';
import type { ReferralChoices } from './schema';

type AgencyChoice = ReferralChoices['agencies'][number];
type AccountChoice = ReferralChoices['accounts'][number];

/** Agencies of the directory with their keys that are not retired. A key that is not checked shows no fingerprint. */
async function agenciesOf(tx: Tx): Promise<AgencyChoice[]> {
  const agencies = await tx.agency.findMany({ where: { retiredAt: null }, orderBy: { name: 'asc' }, include: { keys: { where: { retiredAt: null }, orderBy: { addedAt: 'desc' } } } });
  return agencies.map(({ id, name, country, keys }) => ({
    id,
    name,
    country,
    keys: keys.map((key) => ({ id: key.id, kind: key.kind, isUsable: isUsableState(key), fingerprint: isUsableState(key) ? inGroups(key.fingerprint) : '', words: KEY_STATES[keyStateOf(key)] })),
  }));
}

async function accountsOf(tx: Tx, caseId: string, subjectId: string): Promise<AccountChoice[]> {
  const inCase = { item: { caseId } };
  const accounts = await tx.account.findMany({
    where: { OR: [{ id: subjectId }, { participations: { some: inCase } }, { messages: { some: inCase } }] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, externalId: true, screenName: true, platform: true },
  });
  const choices = accounts.map((account) => ({ ...account, isSubject: account.id === subjectId }));
  return [...choices.filter(({ isSubject }) => isSubject), ...choices.filter(({ isSubject }) => !isSubject)];
}

/** What there is to choose from while a referral of a case is prepared. */
export async function choicesOf(tx: Tx, { id, subjectId }: { readonly id: string; readonly subjectId: string }): Promise<ReferralChoices> {
  return { agencies: await agenciesOf(tx), items: await itemsOf(tx, id), accounts: await accountsOf(tx, id, subjectId) };
}
