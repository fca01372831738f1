import { isShredded } from '@/lib/evidence';
import type { CustodyScope, NamedExhibit } from '../documents/custody';
import type { ExhibitFacts } from '../facts';
import type { Parties } from '../redact/redact-beside';
import type { Told } from '../redact/redact-facts';
import { type Redactor, redactorOf } from '../redact/redactor';
import { openDanger } from '../request/sealed';
import { accountOf } from './account';
import { notesOf, reportsOf } from './beside';
import { exhibitOf } from './exhibit';
import { peopleOf } from './identifiers';
import type { Loaded } from './load-all';
import { narrow } from './narrow';
import { fileNameOf } from './order';

/** The accounts of what is handed over, with the subject first; nobody else of the case is told of. */
function accountsOf({ people, names, referral, scope }: Loaded, exhibits: readonly ExhibitFacts[]): Told['accounts'] {
  const present = new Set(exhibits.flatMap(({ participants }) => participants));
  const rank = (id: string) => (id === referral.case.subjectId ? 0 : Number(names.accounts.get(id)?.slice(1)));
  return people.accounts
    .filter(({ id }) => id === referral.case.subjectId || present.has(names.accounts.get(id) ?? ''))
    .sort((a, b) => rank(a.id) - rank(b.id))
    .map((account) => accountOf(account, names.accounts.get(account.id) ?? '', scope.withAccounts));
}

/** What the custody log is about, by the names that documents give it. It needs no text opened. */
function namedExhibits({ items, names, scope }: Pick<Loaded, 'items' | 'names' | 'scope'>): NamedExhibit[] {
  return items.filter((item) => !isShredded(item)).map((item) => {
    const name = names.exhibits.get(item.id) ?? '';
    const { messages, files } = narrow(item, scope);
    return { name, itemId: item.id, messages, files: files.map(({ mediaId, position }) => ({ mediaId, name: fileNameOf(name, position) })) };
  });
}

/**
 * All that is handed over but the custody log, opened, with nothing taken out yet. What was destroyed is left out: whoever
 * makes something of it asks `whyNotWhole` first. @throws BrokenSeal.
 */
export function describe<P extends Parties>(loaded: Loaded, parties: P): Omit<Told<P>, 'custody'> {
  const { items, names, scope, referral, notes } = loaded;
  const exhibits = items
    .filter((item) => !isShredded(item))
    .map((item) => exhibitOf(item, narrow(item, scope), { name: names.exhibits.get(item.id) ?? '', profile: referral.profile, accounts: names.accounts }));
  const danger = referral.kind === 'emergency' ? openDanger(referral.case, referral.id, referral.sealedDanger) || null : null;
  return { referral: parties, danger, exhibits, accounts: accountsOf(loaded, exhibits), notes: isShredded(referral.case) ? [] : notesOf(notes, referral.case), reports: reportsOf(loaded.reports, exhibits) };
}

/** Why something that is named cannot be handed over, in words; null when all of it can. */
export function whyNotWhole({ referral, items, scope, names, redactions, notes }: Loaded): string | null {
  const gone = items.filter((item) => isShredded(item)).map(({ id }) => names.exhibits.get(id) ?? '');
  if (gone.length > 0) return `${gone.join(', ')} cannot be handed over: what it held was destroyed. Leave it out and submit the referral anew; the certificate of its destruction says what it was.`;
  if (items.length < new Set(scope.itemIds).size) return 'An item that is named is not of this case. Choose again and submit the referral anew.';
  // Without the key nobody can tell what is to be taken out.
  if (isShredded(referral.case) && (referral.sealedRedactions || referral.sealedDanger || notes.length > 0)) return 'The case’s own key was destroyed, and with it what was to be taken out of this referral. Nothing can be handed over any more.';
  if (redactions.accountIds.includes(referral.case.subjectId)) return 'The account that the case is about cannot be taken out. Choose again and submit the referral anew.';
  return null;
}

export interface Takeout {
  readonly redactor: Redactor;
  readonly persons: ReadonlySet<string>;
  readonly messageIds: ReadonlySet<string>;
}

/** What is to be taken out of a referral. @throws BrokenSeal. */
export function takeoutOf({ people, names, redactions }: Loaded): Takeout {
  const { accountIds, messageIds, phrases, choices } = redactions;
  const everybody = accountIds.length === 0 ? [] : peopleOf(people, names.accounts);
  const persons = everybody.filter(({ accountId }) => accountIds.includes(accountId));
  const others = everybody.filter(({ accountId }) => !accountIds.includes(accountId));
  return { redactor: redactorOf({ persons, others, phrases, choices }), persons: new Set(persons.map(({ name }) => name)), messageIds: new Set(messageIds) };
}

/** Of the custody log, what this referral tells. */
export function custodyScope(loaded: Pick<Loaded, 'referral' | 'scope' | 'items' | 'names'>, { redactor }: Pick<Takeout, 'redactor'>): CustodyScope {
  return { ...custodyReach(loaded), isHidden: redactor.isHidden };
}

/** The same before anybody knows what is to be taken out. */
export function custodyReach(loaded: Pick<Loaded, 'referral' | 'scope' | 'items' | 'names'>): Omit<CustodyScope, 'isHidden'> {
  const { referral: { id: referralId, caseId, agencyId }, scope: { withReports, withNotes } } = loaded;
  return { caseId, referralId, agencyId, exhibits: namedExhibits(loaded), withReports, withNotes };
}
