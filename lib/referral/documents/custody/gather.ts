import { type ChainLink, chainOf } from '@/lib/audit';
import { wordsOf } from '@/lib/audit/schema';
import type { Tx } from '@/lib/db';
import type { CustodyEntry } from '../../facts';
import { type NamedExhibit, namer } from './about';
import { ALWAYS_TOLD, OF_EVIDENCE, OF_REFERRALS, OF_REPORTS } from './which';

export interface CustodyScope {
  readonly caseId: string;
  readonly referralId: string;
  /** What is told of other referrals is told of this agency's alone. */
  readonly agencyId: string | null;
  readonly exhibits: readonly NamedExhibit[];
  readonly withReports: boolean;
  /** Reasons that staff typed are internal words as notes are: they leave together or not at all. */
  readonly withNotes: boolean;
  /** Whether a text holds something that was taken out of the referral. */
  readonly isHidden: (text: string) => boolean;
}

type Client = Pick<Tx, '$queryRaw' | 'reportItem' | 'referral'>;

/** Every text in the entry that somebody typed, or that may name somebody. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(textsOf);
}

/** Ids, times and actions are ours: a person who is called “item” is named in none of them. */
const typedIn = ({ reason, targets, details, actor }: ChainLink['leaf']) => textsOf([reason, actor.name, details, targets.map(({ label }) => label)]);

const targetOf = ({ targets }: ChainLink['leaf'], type: 'report' | 'referral'): string | undefined => targets.find((target) => target.type === type)?.id;

/** An entry cannot leave in part, since the whole of it is what is proven: it stays, and its hash goes. */
function stays({ leaf }: ChainLink, { withNotes, isHidden }: CustodyScope): boolean {
  return (leaf.reason !== null && !withNotes) || typedIn(leaf).some(isHidden);
}

/** What each report of the case covers among the exhibits. */
async function coverageOf(tx: Client, exhibits: readonly NamedExhibit[]): Promise<Map<string, string[]>> {
  const names = new Map(exhibits.map(({ itemId, name }) => [itemId, name]));
  const rows = await tx.reportItem.findMany({ where: { itemId: { in: [...names.keys()] } }, select: { reportId: true, itemId: true } });
  const covered = new Map<string, string[]>();
  for (const { reportId, itemId } of rows) covered.set(reportId, [...(covered.get(reportId) ?? []), names.get(itemId) ?? '']);
  for (const exhibitNames of covered.values()) exhibitNames.sort();
  return covered;
}

/** The log's entries of a case's exhibits, with what is needed to say which of them are told. */
export interface LoadedCustody {
  readonly links: readonly ChainLink[];
  /** What each report covers among the exhibits. */
  readonly reports: ReadonlyMap<string, string[]>;
  /** Referrals to the same agency. */
  readonly referrals: ReadonlySet<string>;
}

/** Reads what `custodyOf` makes entries of, which takes no database. */
export async function loadCustody(tx: Client, { caseId, exhibits, referralId, agencyId }: Omit<CustodyScope, 'isHidden'>): Promise<LoadedCustody> {
  const targetIds = exhibits.flatMap(({ files }) => files.map(({ mediaId }) => mediaId));
  const links = await chainOf(tx, { caseId, itemIds: exhibits.map(({ itemId }) => itemId), targetIds, ofThings: OF_EVIDENCE, ofCase: [...OF_REPORTS, ...OF_REFERRALS] });
  const same = agencyId === null ? [] : await tx.referral.findMany({ where: { caseId, agencyId }, select: { id: true } });
  return { links, reports: await coverageOf(tx, exhibits), referrals: new Set([referralId, ...same.map(({ id }) => id)]) };
}

/**
 * Who had the exhibits, when, and what was done, oldest first, out of the audit log's own entries (`which.ts` says what
 * is told and why the rest is not). What was refused is left out, since it reached nothing; so are other items of the
 * case, other agencies' referrals, walls, alerts, reminders, notes, and everything of people's own wellness. An entry with words
 * that do not leave is told without them, by its hash.
 */
export function custodyOf({ links, reports, referrals }: LoadedCustody, scope: CustodyScope): CustodyEntry[] {
  const { exhibits, withReports } = scope;
  const nameOf = namer(exhibits);

  function aboutOf({ leaf }: ChainLink): string[] | undefined {
    const [area] = leaf.action.split('.');
    if (area === 'report') return withReports || ALWAYS_TOLD.has(leaf.action) ? reports.get(targetOf(leaf, 'report') ?? '') : undefined;
    if (area === 'referral') return referrals.has(targetOf(leaf, 'referral') ?? '') ? [] : undefined;
    return nameOf(leaf);
  }

  return links.flatMap((link): CustodyEntry[] => {
    const { leaf, bytes, leafHash, index } = link;
    const about = aboutOf(link);
    if (!about) return [];
    const report = targetOf(leaf, 'report');
    return [{ eventId: leaf.id, at: new Date(leaf.at), actor: leaf.actor.name, action: leaf.action, words: wordsOf(leaf.action), about, ...(report !== undefined && { report }), index, leaf: stays(link, scope) ? null : bytes, leafHash }];
  });
}

/** Reads the chain and says what of it is told. */
export async function gatherCustody(tx: Client, scope: CustodyScope): Promise<CustodyEntry[]> {
  return custodyOf(await loadCustody(tx, scope), scope);
}
