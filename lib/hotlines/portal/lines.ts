import type { AccountFacts, Moment, ReportFacts } from '../facts';
import { indented } from '../line-break';

/**
 * What was found, one a line, or null where there is nothing; the same line is said once. Breaks in what somebody sent are
 * indented, so that it is never taken for a line of its own: such as a message of somebody else.
 */
export function lines(found: readonly (string | null | undefined)[]): string | null {
  const said = [...new Set(found.filter((line): line is string => line !== null && line !== undefined && line !== '').map(indented))];
  return said.length > 0 ? said.join('\n') : null;
}

/** Parts of one line, without those that are missing. */
export function parts(...found: readonly (string | null | undefined | false)[]): string {
  return found.filter(Boolean).join(', ');
}

/** A time as it was sent, and in UTC where that is not the same: forms differ in what they take. */
export function when({ at, text }: Moment): string {
  const utc = `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return /(?:Z|[+-]00:?00)$/.test(text) ? utc : `${text} (${utc})`;
}

export function nameOf({ screenName, externalId }: Pick<AccountFacts, 'screenName' | 'externalId'>): string {
  return screenName ? `${screenName} (${externalId})` : externalId;
}

/** Everybody that the report speaks of, by the desk's id. */
export function accountsOf({ subject, items }: ReportFacts): ReadonlyMap<string, AccountFacts> {
  return new Map([subject, ...items.flatMap(({ others }) => others)].map((account) => [account.id, account]));
}

export function filesOf({ items }: ReportFacts): ReportFacts['items'][number]['files'] {
  return items.flatMap(({ files }) => files);
}
