import type { Tx } from '@/lib/db';
import { openRedactions } from '../request/sealed';
import { scopeInput } from '../request/scope';
import { loadPeople } from './identifiers';
import { type LoadedReferral, loadClocks, loadItems, loadNotes, loadReports } from './load';
import { type Names, namesOfCase } from './order';

/** Documents list exhibits by their numbers, which one that came to the case late has behind the others. */
function byNumber<I extends { readonly id: string }>(items: readonly I[], { exhibits }: Names): I[] {
  const numberOf = ({ id }: I) => Number(exhibits.get(id)?.slice(1));
  return [...items].sort((a, b) => numberOf(a) - numberOf(b));
}

/** Everything that a referral is made of, as it is at one moment: rows, their texts still sealed but for what is to be taken out. @throws BrokenSeal. */
export async function loadAll(tx: Tx, referral: LoadedReferral) {
  const { id, caseId, agencyId, case: owner, sealedRedactions } = referral;
  const scope = scopeInput.parse(referral.scope);
  const names = await namesOfCase(tx, caseId);
  const redactions = openRedactions(owner, id, sealedRedactions);
  const reports = scope.withReports ? await loadReports(tx, caseId, scope.itemIds) : [];
  return {
    referral,
    scope,
    names,
    redactions,
    items: byNumber(await loadItems(tx, caseId, scope.itemIds), names),
    people: await loadPeople(tx, caseId, [...names.accounts.keys()], redactions.accountIds.length > 0),
    reports,
    notes: scope.withNotes ? await loadNotes(tx, caseId) : [],
    clocks: await loadClocks(tx, caseId, reports.map(({ id: reportId }) => reportId), agencyId),
  };
}
export type Loaded = Awaited<ReturnType<typeof loadAll>>;
