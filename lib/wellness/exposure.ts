import type { Tx } from '@/lib/db';
import type { Day } from './local-time';
import { MINUTE_MS } from './rules';
import { type LookKind, isVideo, lengthOf } from './schema';

/** The minutes in which a person did something, as numbers since 1970, in order. */
export async function actsOf(tx: Tx, personId: string, from: Date): Promise<number[]> {
  const rows = await tx.deskMinute.findMany({ where: { personId, minute: { gte: from } }, orderBy: { minute: 'asc' }, select: { minute: true } });
  return rows.map(({ minute }) => Math.floor(minute.getTime() / MINUTE_MS));
}

export interface OpenedLook {
  readonly kind: LookKind;
  readonly openedAt: Date;
  readonly ms: number;
}

/** What a person looked at unblurred: looks count where they began. */
export async function looksOf(tx: Tx, personId: string, { start, end }: Pick<Day, 'start' | 'end'>): Promise<OpenedLook[]> {
  const views = await tx.evidenceView.findMany({
    // Nothing is opened before it is granted: the index is on grants.
    where: { personId, grantedAt: { gte: new Date(start.getTime() - MINUTE_MS), lt: end }, openedAt: { gte: start, lt: end } },
    select: { kind: true, openedAt: true, heardAt: true, endedAt: true, media: { select: { contentType: true } } },
  });
  return views.flatMap(({ media, ...view }) => (view.openedAt ? [{ kind: view.kind, openedAt: view.openedAt, ms: lengthOf({ ...view, isVideo: isVideo(media.contentType) }) }] : []));
}
