import type { Ctx, Tx } from '@/lib/db';
import { type Result, ok } from '@/lib/kernel';
import { record } from '../record';
import type { AuditFilter } from '../schema';
import { type Place, formatCursor, parseCursor } from './cursor';
import { findEntry } from './entry';
import { type Direction, keysOf } from './keys';
import { type LogState, logState } from './log-state';
import { COLUMNS, type Stored, type TrailRow, toTrailRow } from './row';
import { type Selection, filtersUsed, select } from './selection';

export interface AuditPage {
  /** Newest first. */
  readonly rows: readonly TrailRow[];
  /** Pass as `after` for the page of what is newer; null on the newest one. */
  readonly newer: string | null;
  /** Pass as `before` for the page of what is older; null at the end. */
  readonly older: string | null;
  /** The entry that the filter names, wherever in the trail it stands; null when there is none for the reader. */
  readonly opened: TrailRow | null;
  /** Pass as `before` for the page that begins with it. */
  readonly openedAt: string | null;
  /** What the filter's case is called. */
  readonly caseNumber: string | null;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** How the log stood before these entries were read. */
  readonly log: LogState;
}

const AUDIT_PAGE_SIZE = 50;

interface Walk {
  readonly events: readonly Stored[];
  /** Whether there is more in the direction of the walk. */
  readonly goesOn: boolean;
}

async function walk(tx: Tx, selection: Selection, from?: { readonly place: Place; readonly direction: Direction }): Promise<Walk> {
  const found = await tx.$queryRaw<Stored[]>`
    WITH keys AS MATERIALIZED (${keysOf(selection, AUDIT_PAGE_SIZE + 1, from)})
    SELECT ${COLUMNS} FROM keys JOIN "AuditEvent" e ON e."at" = keys."at" AND e."seq" = keys."seq"
    ORDER BY e."at" DESC, e."seq" DESC`;
  const goesOn = found.length > AUDIT_PAGE_SIZE;
  const events = from?.direction === 'newer' ? found.slice(-AUDIT_PAGE_SIZE) : found.slice(0, AUDIT_PAGE_SIZE);
  return { events, goesOn };
}

async function walkFrom(tx: Tx, selection: Selection, { before, after }: AuditFilter): Promise<Walk & { readonly newer: boolean; readonly older: boolean }> {
  if (after !== undefined) {
    const upwards = await walk(tx, selection, { place: parseCursor(after), direction: 'newer' });
    // Less than a page is left above: the newest page shows it whole, and what follows.
    if (upwards.goesOn) return { ...upwards, newer: true, older: true };
  } else if (before !== undefined) {
    const downwards = await walk(tx, selection, { place: parseCursor(before), direction: 'older' });
    return { ...downwards, newer: true, older: downwards.goesOn };
  }
  const newest = await walk(tx, selection);
  return { ...newest, newer: false, older: newest.goesOn };
}

/**
 * One page of the trail, newest first, without the cases that the reader is kept away from; as fast at any depth, since
 * a page begins where the last one ended and nothing is skipped or counted. Reading it is itself an entry, with the
 * filters used.
 */
export async function page(ctx: Ctx, filter: AuditFilter): Promise<Result<AuditPage>> {
  // One after the other: a transaction is one connection, which answers one question at a time.
  const log = await logState(ctx.tx);
  const selection = await select(ctx, filter);
  const { events, newer, older } = await walkFrom(ctx.tx, selection, filter);
  const opened = filter.entry === undefined ? null : await findEntry(ctx, filter.entry);
  const people = await ctx.tx.person.findMany({ select: { id: true, pseudonym: true }, orderBy: { pseudonym: 'asc' } });
  // Whose trail of a case was read belongs to the case: it is not for those who are kept away from it.
  await record(ctx, { action: 'audit.read', caseId: selection.found?.id, details: { filters: filtersUsed(filter) } });
  const [first, last] = [events[0], events.at(-1)];
  return ok({
    rows: events.map(toTrailRow),
    newer: newer && first ? formatCursor(first) : null,
    older: older && last ? formatCursor(last) : null,
    opened: opened && toTrailRow(opened),
    openedAt: opened && formatCursor({ at: opened.at, seq: opened.seq + 1n }),
    caseNumber: selection.found?.number ?? null,
    people: people.map(({ id, pseudonym }) => ({ id, name: pseudonym })),
    log,
  });
}
