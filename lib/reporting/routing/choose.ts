import { type DirectoryEntry, findHotline } from '@/lib/hotlines';
import type { Channel } from '@/lib/hotlines/schema';
import type { Conditions, Rule } from './rules';

/** What rules look at: nothing that tells what was found. */
export interface RouteFacts {
  /** ISO 3166-1 alpha-2, like all countries here. */
  readonly provider: string;
  readonly isTest: boolean;
  /** Of the decisions; more than one when items of a case are reported together. */
  readonly outcomes: readonly string[];
  readonly isDangerNow: boolean;
  /** Where the people in the conversation are thought to be; those of whom nobody knows are not in it. */
  readonly users: readonly string[];
  readonly has: { readonly text: boolean; readonly files: boolean; readonly addresses: boolean };
  /** Hotlines that got, or are to get, a report of one of the items already. */
  readonly reportedTo: readonly string[];
}

export interface Route {
  readonly hotline: string;
  readonly name: string;
  readonly channel: Channel;
  /** Why it goes there, as the rule says it. Kept with the report. */
  readonly reason: string;
}

/** A hotline that a rule names, and that does not get this one. */
export interface NotRouted {
  readonly hotline: string;
  readonly name: string;
  readonly reason: string;
}

export interface Routing {
  readonly routes: readonly Route[];
  readonly leftOut: readonly NotRouted[];
}

const listed = (all: readonly string[]) => (all.length > 0 ? all.join(', ') : 'not known');

/** Which condition is not met, in words, or null when all are. */
function unmet(when: Conditions, facts: RouteFacts): string | null {
  const { provider, users, outcome, dangerNow, test } = when;
  if (provider && !provider.includes(facts.provider)) return `It is for providers in ${provider.join(', ')}; this one is in ${facts.provider}.`;
  if (users && !users.some((country) => facts.users.includes(country))) return `It is for conversations with somebody in ${users.join(', ')}; here it is ${listed(facts.users)}.`;
  if (outcome && !outcome.some((each) => facts.outcomes.includes(each))) return 'It is for another outcome.';
  if (dangerNow !== undefined && dangerNow !== facts.isDangerNow) return dangerNow ? 'It is for dangers that are happening now.' : 'It is not for dangers that are happening now.';
  if (test !== undefined && test !== facts.isTest) return test ? 'It is for tests.' : 'It is not for tests.';
  return null;
}

/** Why this authority cannot take what there is, or null. */
function notTaken({ takes }: DirectoryEntry, { has }: RouteFacts): string | null {
  if (takes.urlsOnly) return has.addresses ? null : 'It takes addresses only, and this content has none.';
  if (!takes.text && !has.files) return 'It does not take text alone, and there is no file.';
  return takes.files || has.text ? null : 'It takes no files, and there is no text.';
}

/** Authorities of which one more report would be a duplicate, whatever the rules say. */
function duplicate({ notBeside }: DirectoryEntry, others: readonly string[]): string | null {
  return notBeside?.hotlines.some((id) => others.includes(id)) ? notBeside.because : null;
}

/**
 * Where a report goes and why, and where not and why not. All rules that apply count, the first that names a hotline
 * gives its reason; the rule for the rest applies when nothing else did. Pure.
 */
export function choose(rules: readonly Rule[], facts: RouteFacts): Routing {
  const chosen = new Map<string, string>();
  const left = new Map<string, string>();
  const consider = ({ to, because }: Rule): void => {
    for (const id of to) {
      const entry = findHotline(id);
      if (!entry || chosen.has(id)) continue;
      const why = notTaken(entry, facts);
      if (why === null) chosen.set(id, because);
      else left.set(id, why);
    }
  };
  for (const rule of rules) {
    const why = rule.when ? unmet(rule.when, facts) : chosen.size > 0 ? 'It is for what no other rule sends anywhere.' : null;
    if (why === null) consider(rule);
    else for (const id of rule.to) if (!left.has(id)) left.set(id, why);
  }
  const goesTo = [...facts.reportedTo, ...chosen.keys()];
  for (const id of [...chosen.keys()]) {
    const entry = findHotline(id);
    const why = entry && duplicate(entry, goesTo);
    if (why === null || why === undefined) continue;
    chosen.delete(id);
    left.set(id, why);
  }
  const nameOf = (id: string) => findHotline(id)?.name ?? id;
  return {
    routes: [...chosen].map(([id, reason]) => ({ hotline: id, name: nameOf(id), channel: findHotline(id)?.channel ?? 'portal', reason })),
    leftOut: [...left].filter(([id]) => !chosen.has(id)).map(([id, reason]) => ({ hotline: id, name: nameOf(id), reason })),
  };
}
