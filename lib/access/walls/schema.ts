import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

export const WALL_REASON_MAX = 500;

const reason = storable(z.string()).trim().min(1, 'Say why').max(WALL_REASON_MAX, `At most ${WALL_REASON_MAX} characters`);

export const keepAwayInput = z.object({ caseId: z.uuid(), personId: z.uuid(), reason });
export const recuseInput = z.object({ caseId: z.uuid(), reason });
export const liftWallInput = z.object({ wallId: z.uuid(), reason });

/** A wall as supervisors see it. Times are ISO 8601 in UTC, people are pseudonyms. */
export interface WallRow {
  readonly id: string;
  readonly person: string;
  readonly since: string;
  readonly by: string;
  readonly isOwnChoice: boolean;
  readonly reason: string;
  /** Once it was lifted. */
  readonly lifted: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

/** The walls of a case, standing ones first, and whom one could still keep away. */
export interface CaseWalls {
  readonly walls: readonly WallRow[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly role: string }[];
}
