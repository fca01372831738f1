import { wordsOf } from '../schema';
import type { Leaf } from './leaf';

/** What makes a spreadsheet take a cell for a formula, in ASCII and in the full width that some of them read alike. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A cell as RFC 4180 quotes it. One that a spreadsheet would run gets an apostrophe before it, which spreadsheets show
 * as nothing and other programs have to take away. https://owasp.org/www-community/attacks/CSV_Injection
 */
export function cell(text: string): string {
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

const COLUMNS = {
  time: ({ at }) => at,
  id: ({ id }) => id,
  action: ({ action }) => action,
  what: ({ action }) => wordsOf(action),
  outcome: ({ outcome }) => outcome,
  actor_kind: ({ actor }) => actor.kind,
  actor_id: ({ actor }) => actor.id,
  actor: ({ actor }) => actor.name,
  role: ({ role }) => role,
  case: (leaf) => leaf.case,
  item: ({ item }) => item,
  targets: ({ targets }) => targets.map(({ type, id }) => `${type}:${id}`).join(' '),
  labels: ({ targets }) => targets.flatMap(({ label }) => label ?? []).join(' · '),
  reason: ({ reason }) => reason,
  details: ({ details }) => JSON.stringify(details),
  session: ({ session }) => session,
  request: ({ request }) => request,
  leaf_hash: (_, leafHash) => leafHash,
} as const satisfies Record<string, (leaf: Leaf, leafHash: string) => string | null>;

const line = (cells: readonly (string | null)[]) => `${cells.map((each) => cell(each ?? '')).join(',')}\r\n`;

/** The first line, after the mark by which spreadsheets know UTF-8. */
export const csvHead = (): string => `\ufeff${line(Object.keys(COLUMNS))}`;

export const csvLine = (leaf: Leaf, leafHash: string): string => line(Object.values(COLUMNS).map((read) => read(leaf, leafHash)));
