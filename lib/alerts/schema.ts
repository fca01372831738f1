import { z } from 'zod';
import type { Role } from '@/lib/kernel/actor';

/**
 * What an alert holds: ids, counts and codes, never content. `personId` is whom it is about and `byId` who did it; both
 * are shown as pseudonyms.
 */
export interface AlertDetails {
  readonly personId?: string;
  readonly byId?: string;
  readonly [name: string]: string | number | undefined;
}

/** The same with pseudonyms in place of the ids, for the words. */
interface Told {
  readonly person?: string | undefined;
  readonly by?: string | undefined;
  readonly details: AlertDetails;
}

interface Kind {
  readonly audience: Role;
  readonly words: string;
  readonly href: string;
  /** One line more: who and how much. Empty when there is nothing to add. */
  readonly say: (told: Told) => string;
}

const sentence = (...parts: readonly (string | number | false | undefined)[]) => parts.filter(Boolean).join(' ');

/** What people of a role have to know, in words. A new kind is one more entry here, and `raise(ctx, kind, details)`. */
export const ALERTS = {
  locked_out: {
    audience: 'admin',
    words: 'An account or address was locked out after repeated failures',
    href: '/people',
    say: ({ person, details: { address } }) => (person ? `It is the account of ${person}.` : address ? `It is the address ${address}.` : ''),
  },
  break_glass: {
    audience: 'supervisor',
    words: 'An admin took a content role by break-glass',
    href: '/break-glass',
    say: ({ by, details: { role, minutes } }) => sentence(by, 'holds the', role, 'role for', minutes, 'minutes.'),
  },
  access_reset: {
    audience: 'admin',
    words: 'Somebody’s access was reset',
    href: '/people',
    say: ({ person, by }) => sentence('It was that of', `${person},`, by && `by ${by}.`),
  },
} as const satisfies Record<string, Kind>;
export type AlertKind = keyof typeof ALERTS;

export const acknowledgeInput = z.object({ alertId: z.uuid() });

/** An alert that nobody has acknowledged yet. */
export interface AlertLine {
  readonly id: string;
  readonly at: string;
  readonly words: string;
  /** Who and how much, as a sentence; may be empty. */
  readonly details: string;
  readonly href: string;
  /** Why the reader cannot acknowledge it, or null. */
  readonly acknowledgeOff: string | null;
}

export interface AlertList {
  /** The newest, at most ALERTS_SHOWN. */
  readonly lines: readonly AlertLine[];
  readonly total: number;
}

export const ALERTS_SHOWN = 3;
