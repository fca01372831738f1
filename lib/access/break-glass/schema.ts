import { z } from 'zod';
import type { Role } from '@/lib/kernel/actor';
import { storable } from '@/lib/kernel/text';

/** The roles that can be taken for a while: those that see content. */
export const TAKEN_ROLES = ['moderator', 'supervisor', 'liaison'] as const;
export const BREAK_GLASS_MINUTES = { least: 5, most: 60, usual: 30 } as const;
export const BREAK_GLASS_REASON = { least: 10, most: 500 } as const;

export const startBreakGlassInput = z.object({
  role: z.enum(TAKEN_ROLES, 'Choose a role'),
  minutes: z.number('How many minutes').int('Whole minutes').min(BREAK_GLASS_MINUTES.least, `At least ${BREAK_GLASS_MINUTES.least} minutes`).max(BREAK_GLASS_MINUTES.most, `At most ${BREAK_GLASS_MINUTES.most} minutes`),
  reason: storable(z.string()).trim().min(BREAK_GLASS_REASON.least, `Say why in at least ${BREAK_GLASS_REASON.least} characters`).max(BREAK_GLASS_REASON.most),
});
export type StartBreakGlassInput = z.output<typeof startBreakGlassInput>;

export const breakGlassInput = z.object({ breakGlassId: z.uuid() });
export const signOffInput = z.object({ breakGlassId: z.uuid(), note: storable(z.string()).trim().max(500).optional() });
export const breakGlassPage = z.object({ before: z.uuid().optional() });

/** A role that the caller holds now in the session they ask from. */
export interface HeldRole {
  readonly id: string;
  readonly role: Role;
  readonly endsAt: string;
  readonly now: string;
}

export interface BreakGlassRow {
  readonly id: string;
  readonly personId: string;
  readonly pseudonym: string;
  readonly role: Role;
  readonly reason: string;
  readonly startedAt: string;
  /** When it ended or will end. */
  readonly endsAt: string;
  readonly isRunning: boolean;
  readonly isOwn: boolean;
  readonly signedOff: { readonly at: string; readonly by: string; readonly note: string | null } | null;
}

export interface BreakGlassList {
  readonly rows: readonly BreakGlassRow[];
  /** How many wait for a supervisor's signature, running ones included. */
  readonly unsigned: number;
  /** Pass as `before` for older ones; null at the end. */
  readonly next: string | null;
  readonly now: string;
}
