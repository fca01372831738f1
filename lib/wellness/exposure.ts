import type { Prisma, Tx } from '@/lib/db';
import type { Day } from './local-time';
import { MINUTE_MS, minuteOf } from './rules';
import { type LookKind, isVideo, lengthOf } from './schema';

export interface OpenedLook {
  readonly kind: LookKind;
  readonly openedAt: Date;
  readonly ms: number;
}

/** What somebody did and looked at: minutes as numbers since 1970 in order, and looks, which count where they began. */
export interface Exposure {
  readonly acts: readonly number[];
  readonly looks: readonly OpenedLook[];
}

const LOOK = { personId: true, kind: true, openedAt: true, heardAt: true, endedAt: true, media: { select: { contentType: true } } } satisfies Prisma.EvidenceViewSelect;
type FoundLook = Prisma.EvidenceViewGetPayload<{ select: typeof LOOK }>;

function asLook({ kind, openedAt, heardAt, endedAt, media }: FoundLook): OpenedLook[] {
  return openedAt ? [{ kind, openedAt, ms: lengthOf({ kind, isVideo: isVideo(media.contentType), openedAt, heardAt, endedAt }) }] : [];
}

/** Looks begun within a time. A grant is opened within half a minute, and the index is on grants. */
const begunIn = ({ start, end }: Pick<Day, 'start' | 'end'>): Prisma.EvidenceViewWhereInput => ({
  grantedAt: { gte: new Date(start.getTime() - MINUTE_MS), lt: end },
  openedAt: { gte: start, lt: end },
});

/** The minutes in which a person did something. */
export async function actsOf(tx: Tx, personId: string, from: Date): Promise<number[]> {
  const rows = await tx.deskMinute.findMany({ where: { personId, minute: { gte: from } }, orderBy: { minute: 'asc' }, select: { minute: true } });
  return rows.map(({ minute }) => minuteOf(minute));
}

/** What a person looked at unblurred. */
export async function looksOf(tx: Tx, personId: string, within: Pick<Day, 'start' | 'end'>): Promise<OpenedLook[]> {
  return (await tx.evidenceView.findMany({ where: { personId, ...begunIn(within) }, select: LOOK })).flatMap(asLook);
}

/** Of everybody who was here between two moments, by their ids; for sums, never to be shown by itself. */
export async function exposureOf(tx: Tx, within: Pick<Day, 'start' | 'end'>): Promise<ReadonlyMap<string, Exposure>> {
  const acts = await tx.$queryRaw<{ personId: string; minutes: number[] }[]>`
    SELECT "personId", array_agg((extract(epoch FROM "minute") / 60)::int ORDER BY "minute") AS "minutes"
    FROM "DeskMinute" WHERE "minute" >= ${within.start} AND "minute" < ${within.end} GROUP BY "personId"`;
  const people = new Map<string, { acts: readonly number[]; looks: OpenedLook[] }>(acts.map(({ personId, minutes }) => [personId, { acts: minutes, looks: [] }]));
  for (const view of await tx.evidenceView.findMany({ where: begunIn(within), select: LOOK })) {
    const one = people.get(view.personId) ?? { acts: [], looks: [] };
    one.looks.push(...asLook(view));
    people.set(view.personId, one);
  }
  return people;
}
