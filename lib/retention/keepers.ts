import { clockRule } from './rules';
import { HOLD_KINDS, type HoldKindId, LIFT_GRACE_DAYS } from './schema';

const DAY_MS = 24 * 60 * 60_000;

/** All that is known of why items of one case might have to stay. */
export interface KeepFacts {
  readonly clocks: readonly { readonly rule: string; readonly endsAt: Date }[];
  /** Those that nobody has lifted, and when the desk asks for itself those that somebody lifted; what ran out counts no more. */
  readonly holds: readonly { readonly kind: string; readonly reference: string; readonly endsAt: Date | null; readonly liftedAt?: Date | null }[];
  /** Items that wait for a decision: of those asked about, or of the whole case when the desk asks for itself. */
  readonly undecided: number;
  /** Items of the case with a decision that has to be reported, and that no filed report covers. */
  readonly unreported: number;
  /** Reports of the case that are neither filed nor withdrawn. */
  readonly unfinished: number;
  /** Referrals of the case that somebody agreed to or is asked to, or whose package an agency may still take. */
  readonly referrals: number;
  /** Filed reports that tell of them and of others that are not to go: they are sealed together. */
  readonly together: number;
}

export type KeeperKind = 'hold' | 'clock' | 'undecided' | 'unreported' | 'report' | 'referral' | 'together';

export interface Keeper {
  readonly kind: KeeperKind;
  /** Null for what has no date: it ends when somebody does something. */
  readonly until: Date | null;
  readonly words: string;
}

export interface Asked {
  readonly now: Date;
  /** Country of the agency on whose demand it is, where it is on one. */
  readonly demandFrom?: string | null | undefined;
  /** Files alone, or everything that is sealed. */
  readonly part: 'files' | 'everything';
}

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
const dayOf = (date: Date) => date.toISOString().slice(0, 10);
/** Until when a lifted hold counts for the desk's own work: never past its own end. */
function afterGrace(liftedAt: Date, endsAt: Date | null): Date {
  const over = new Date(liftedAt.getTime() + LIFT_GRACE_DAYS * DAY_MS);
  return endsAt && endsAt < over ? endsAt : over;
}

const holdWords = (kind: string) => (Object.hasOwn(HOLD_KINDS, kind) ? HOLD_KINDS[kind as HoldKindId].words : kind);

/**
 * What keeps items, each with its date and in words: the one rule that everything which destroys goes by, and the pages
 * show. Empty when nothing does. Clocks and holds cover the whole of their case, since 18 USC 2258A(h)(2) and 2703(f) reach
 * the context, too; of several the longest counts, because all of them stand here.
 */
export function whatKeeps(facts: KeepFacts, { now, demandFrom = null, part }: Asked): Keeper[] {
  const keepers: Keeper[] = [];
  for (const { kind, reference, endsAt, liftedAt = null } of facts.holds) {
    const until = liftedAt ? afterGrace(liftedAt, endsAt) : endsAt;
    if (until && until <= now) continue;
    keepers.push({ kind: 'hold', until, words: `${holdWords(kind)}, ${reference}${liftedAt ? ', lifted' : ''}${until ? `, until ${dayOf(until)}` : ', until it is lifted'}` });
  }
  for (const { rule, endsAt } of facts.clocks) {
    const { covers, words, yieldsTo } = clockRule(rule);
    if (covers !== 'content' || endsAt <= now) continue;
    if (part === 'files' && yieldsTo !== null && yieldsTo === demandFrom) continue;
    keepers.push({ kind: 'clock', until: endsAt, words: `${words}, until ${dayOf(endsAt)}` });
  }
  const open = (count: number, kind: KeeperKind, words: string) => {
    if (count > 0) keepers.push({ kind, until: null, words });
  };
  open(facts.undecided, 'undecided', many(facts.undecided, 'item that nobody has decided yet', 'items that nobody has decided yet'));
  open(facts.unreported, 'unreported', many(facts.unreported, 'decision that has to be reported and is not filed', 'decisions that have to be reported and are not filed'));
  open(facts.unfinished, 'report', many(facts.unfinished, 'report that is not finished', 'reports that are not finished'));
  open(facts.referrals, 'referral', many(facts.referrals, 'referral that is under way', 'referrals that are under way'));
  if (part === 'everything') open(facts.together, 'together', many(facts.together, 'report that also tells of other items: they go together or not at all', 'reports that also tell of other items: they go together or not at all'));
  return keepers;
}

/** Until when all of it is kept: the latest date; null when something has none, or nothing keeps it. */
export function latestOf(keepers: readonly Keeper[]): Date | null {
  if (keepers.some(({ until }) => until === null)) return null;
  return keepers.reduce<Date | null>((latest, { until }) => (until && (!latest || until > latest) ? until : latest), null);
}

/** Why something is kept, as part of a sentence. */
export const keptBecause = (keepers: readonly Keeper[]): string => [...new Set(keepers.map(({ words }) => words))].join('; ');
