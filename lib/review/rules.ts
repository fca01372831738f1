import { ALGORITHM_NAMES } from '@/lib/intake/schema';
import type { Fact, Outcome, ReviewFile } from './schema';

/** Outcomes after which the item leaves the queue; a second opinion keeps it there for somebody else. */
export function settles(outcome: Outcome): boolean {
  return outcome !== 'second_opinion';
}

export interface SignalFacts {
  readonly kind: string;
  readonly isKnown: boolean;
  readonly detector: string | null;
  readonly list: string | null;
  readonly algorithm: string | null;
  readonly distance: number | null;
  readonly threshold: number | null;
  readonly quality: number | null;
  readonly exact: boolean;
  readonly label: string | null;
  readonly score: number | null;
  readonly modelVersion: string | null;
  readonly reason: string | null;
}

const algorithmName = (algorithm: string | null) => ALGORITHM_NAMES.get(algorithm ?? '') ?? algorithm ?? 'Hash';
const spaced = (text: string) => text.replaceAll('_', ' ');

/** One signal in words. Unknown kinds say so: they are shown and never acted upon by themselves. */
export function wordsOf(signal: SignalFacts): string {
  switch (signal.kind) {
    case 'hash_match': {
      const how = signal.exact ? 'exact' : `distance ${signal.distance ?? '?'} of ${signal.threshold ?? '?'}`;
      return `${algorithmName(signal.algorithm)} match, ${how}, ${spaced(signal.list ?? 'unnamed')} list`;
    }
    case 'classifier':
      return `Classifier: ${spaced(signal.label ?? 'no label')}${signal.score === null ? '' : `, score ${signal.score.toFixed(2)}`}`;
    case 'user_report':
      return `User report: ${spaced(signal.reason ?? 'no reason given')}`;
    default:
      return `${spaced(signal.kind)}${signal.isKnown ? '' : ' (unknown kind)'}${signal.detector ? ` from ${signal.detector}` : ''}`;
  }
}

/** The strongest reason the item is here: an exact match, then the nearest, then scores, then people's reports. */
export function matchedFact(signals: readonly SignalFacts[]): Fact {
  const matches = signals.filter((signal) => signal.kind === 'hash_match');
  const best = matches.find((signal) => signal.exact) ?? matches.toSorted((a, b) => (a.distance ?? 99) - (b.distance ?? 99))[0];
  if (best) {
    const list = best.list ? `${spaced(best.list)[0]?.toUpperCase()}${spaced(best.list).slice(1)} list` : 'A list';
    const near = best.exact ? 'exact' : `distance ${best.distance ?? '?'} of ${best.threshold ?? '?'}`;
    return { title: `${list}, ${algorithmName(best.algorithm)}`, detail: `${near}${best.quality === null ? '' : ` · quality ${best.quality}`}` };
  }
  const other = signals.find((signal) => signal.kind === 'classifier') ?? signals[0];
  if (!other) return { title: 'No signal', detail: 'sent without a reason' };
  return { title: wordsOf(other), detail: other.modelVersion ? `model ${other.modelVersion}` : (other.detector ?? 'nothing matched a list') };
}

/** The list that people have gone through: what matches it exactly was looked at before. */
const VERIFIED_LIST = 'confirmed';

/** An exact match on a verified list: what the file is, is known. */
export function isVerifiedMatch({ kind, exact, list }: Pick<SignalFacts, 'kind' | 'exact' | 'list'>): boolean {
  return kind === 'hash_match' && exact && list === VERIFIED_LIST;
}

interface OfFiles {
  readonly media: readonly { readonly mediaId: string }[];
  readonly signals: readonly (Pick<SignalFacts, 'kind' | 'exact' | 'list'> & { readonly mediaId: string | null })[];
}

/** Whether a file of an item matches a verified list exactly. A signal that names no file speaks of the only one. */
export function isVerifiedFile({ media, signals }: OfFiles, mediaId: string): boolean {
  return signals.some((signal) => (signal.mediaId === mediaId || (signal.mediaId === null && media.length === 1)) && isVerifiedMatch(signal));
}

/** Looking is not needed for an exact match on a verified list: people have looked before. */
export function viewingFact(signals: readonly SignalFacts[], files: readonly Pick<ReviewFile, 'state' | 'viewed'>[]): Fact & { isNeeded: boolean } {
  if (files.length === 0) return { isNeeded: false, title: 'Nothing to look at', detail: 'text only' };
  const isNeeded = !signals.some(isVerifiedMatch);
  const seen = files.filter(({ viewed }) => viewed === 'entirely').length;
  if (seen > 0) return { isNeeded, title: `${seen} of ${files.length} viewed entirely`, detail: 'reported as “viewed”, the others not' };
  if (!isNeeded) return { isNeeded, title: 'Not needed to decide', detail: 'exact match on a verified list; reported as “not viewed”' };
  if (files.every(({ state }) => state === 'unreadable')) return { isNeeded: false, title: 'Cannot be shown', detail: 'can be reported, as “not viewed”' };
  return { isNeeded, title: 'May be needed', detail: 'try the facts and a peek first' };
}

/** How widely the files are known here: in which other items the same bytes came. */
export function copiesFact(files: readonly Pick<ReviewFile, 'copies'>[]): Fact {
  const copies = files.map(({ copies: count }) => count);
  const most = Math.max(0, ...copies);
  if (files.length === 0) return { title: 'None', detail: 'text only' };
  if (most === 0) return { title: 'None', detail: files.length === 1 ? 'no other item holds this file' : 'no other item holds these files' };
  const known = copies.filter((count) => count > 0).length;
  return {
    title: `In ${most} other item${most === 1 ? '' : 's'}`,
    detail: files.length === 1 ? 'the very same file' : `${known} of ${files.length} files were sent before, one of them that often`,
  };
}

export interface EarlierDecision {
  readonly outcome: Outcome;
  readonly personId: string;
  readonly decidedAt: Date;
}

/** What was decided before about the same files. */
export function earlierFact(earlier: readonly EarlierDecision[], now: Date): Fact {
  if (earlier.length === 0) return { title: 'None', detail: 'nothing here was decided before' };
  const reportable = earlier.filter(({ outcome }) => outcome === 'apparent_csam' || outcome === 'enticement').length;
  const reviewers = new Set(earlier.map(({ personId }) => personId)).size;
  const newest = Math.max(...earlier.map(({ decidedAt }) => decidedAt.getTime()));
  const days = Math.floor((now.getTime() - newest) / 86_400_000);
  const when = days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
  return { title: `${reportable} of ${earlier.length} reportable`, detail: `${reviewers} reviewer${reviewers === 1 ? '' : 's'}, ${when}` };
}
