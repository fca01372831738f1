import type { Ctx, Prisma } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';
import { isVideo } from '@/lib/wellness/schema';
import { possible } from './played';
import { type Range, playedRanges } from './schema';

const WITH_FILE = {
  item: { select: { caseId: true, state: true, leaseHolderId: true, leaseUntil: true } },
  media: { select: { contentType: true, durationMs: true } },
} as const satisfies Prisma.EvidenceViewInclude;

type OwnLook = Prisma.EvidenceViewGetPayload<{ include: typeof WITH_FILE }>;

/** A look of the person's in this session, locked, so that what two messages tell of it is added up; null where there is none. */
export async function lockOwnLook({ tx, actor }: Ctx<PersonActor>, grantId: string): Promise<OwnLook | null> {
  const mine = { id: grantId, personId: actor.id, sessionId: actor.sessionId };
  await tx.$queryRaw`SELECT 1 FROM "EvidenceView" WHERE "id" = ${mine.id}::uuid AND "personId" = ${mine.personId}::uuid FOR UPDATE`;
  return tx.evidenceView.findFirst({ where: mine, include: WITH_FILE });
}

/** Whether the look plays something. */
export const isPlaying = ({ kind, media }: Pick<OwnLook, 'kind'> & { media: { contentType: string } }) => kind === 'reveal' && isVideo(media.contentType);

/** What was played in a look that is open: what is on record and what is told now, as far as both can be true. */
export function playedBy(look: OwnLook, told: readonly Range[], now: Date): Range[] {
  if (!look.openedAt || !isPlaying(look)) return [];
  const elapsedMs = now.getTime() - look.openedAt.getTime();
  return possible([...playedRanges.parse(look.played), ...told], { durationMs: look.media.durationMs, elapsedMs });
}
