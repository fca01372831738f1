import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { BrokenSeal, isShredded, openText, unwrapKey } from '@/lib/evidence';
import type { PersonActor } from '@/lib/kernel';
import { holdBinding } from '../holds/find';
import { HOLD_KINDS, type HoldKindId } from '../schema';

/** A standing hold. Times are ISO 8601 in UTC, people are pseudonyms. */
export interface HoldRow {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly kindWords: string;
  readonly agency: string | null;
  readonly reference: string;
  /** Null where its seal is broken. */
  readonly reason: string | null;
  /** Why it was made longer; null where it was not, or its seal is broken. */
  readonly renewalReason: string | null;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly owner: string;
  readonly isOwn: boolean;
  readonly reviewAt: string;
  readonly isDue: boolean;
  /** Why it cannot be made longer by asking again; null where it can. */
  readonly renewOff: string | null;
}

interface Sealed {
  readonly id: string;
  readonly case: { readonly wrappedKey: Uint8Array; readonly kekId: string };
}

function opened({ id, case: found }: Sealed, part: 'reason' | 'renewal', sealed: Uint8Array | null): string | null {
  if (sealed === null || isShredded(found)) return null;
  try {
    return openText(unwrapKey(found), holdBinding(part, id), sealed);
  } catch (error) {
    if (error instanceof BrokenSeal) return null;
    throw error;
  }
}

function renewOff(kind: string, renewals: number): string | null {
  const ends = Object.hasOwn(HOLD_KINDS, kind) ? HOLD_KINDS[kind as HoldKindId].ends : 'open';
  if (typeof ends === 'string') return 'Only a request under 2703(f) is made longer by asking again.';
  return renewals >= ends.renewals ? 'It was made longer once already.' : null;
}

/** The holds that stand, those first that somebody has to look at. */
export async function holdRows({ tx, actor, clock }: Ctx<PersonActor>): Promise<HoldRow[]> {
  const now = clock.now();
  const holds = await tx.hold.findMany({
    where: { liftedAt: null, OR: [{ endsAt: null }, { endsAt: { gt: now } }], case: unwalled(actor) },
    orderBy: [{ reviewAt: 'asc' }, { id: 'asc' }],
    include: { case: { select: { number: true, wrappedKey: true, kekId: true } }, agency: { select: { name: true } }, owner: { select: { pseudonym: true } } },
  });
  return holds.map((hold) => ({
    id: hold.id,
    caseId: hold.caseId,
    caseNumber: hold.case.number,
    kindWords: Object.hasOwn(HOLD_KINDS, hold.kind) ? HOLD_KINDS[hold.kind as HoldKindId].words : hold.kind,
    agency: hold.agency?.name ?? null,
    reference: hold.reference,
    reason: opened(hold, 'reason', hold.sealedReason),
    renewalReason: opened(hold, 'renewal', hold.sealedRenewalReason),
    startsAt: hold.startsAt.toISOString(),
    endsAt: hold.endsAt?.toISOString() ?? null,
    owner: hold.owner.pseudonym,
    isOwn: hold.ownerId === actor.id,
    reviewAt: hold.reviewAt.toISOString(),
    isDue: hold.reviewAt <= now,
    renewOff: renewOff(hold.kind, hold.renewals),
  }));
}
