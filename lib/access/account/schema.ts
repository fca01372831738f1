import { z } from 'zod';
import type { Role } from '@/lib/kernel/actor';
import { storable } from '@/lib/kernel/text';
import { PASSWORD_MAX, newPassword } from '../password-rules';
import { passkeyAnswer, secondFactorInput } from '../sign-in/schema';

/** How a session stands, for the page that has to warn before it ends. Times are ISO, by the server's clock. */
export interface SessionView {
  readonly personId: string;
  readonly pseudonym: string;
  /** What counts now: under break-glass the role that was taken. */
  readonly role: Role;
  readonly now: string;
  /** When it ends unless the person does something. */
  readonly idleAt: string;
  /** How long it lives without that, in milliseconds. */
  readonly idleMs: number;
  /** When it ends whatever they do. */
  readonly absoluteAt: string;
  /** Until when acts that ask for a fresh second factor are open. */
  readonly freshUntil: string;
}

/** What the second factor is answered with in a session that is open already. */
export const stepUpInput = z.union([secondFactorInput, z.object({ response: passkeyAnswer })]);
export type StepUpAnswer = z.output<typeof stepUpInput>;

const id = z.uuid();

export const factorInput = z.object({ factorId: id });
export const renameFactorInput = z.object({ factorId: id, name: storable(z.string()).trim().min(1, 'A name, so that you can tell it apart').max(60) });
export const endSessionInput = z.object({ sessionId: id });
export const changePasswordInput = z.object({ before: z.string().min(1, 'Your password as it is now').max(PASSWORD_MAX), after: newPassword });

export interface OwnFactor {
  readonly id: string;
  readonly kind: 'passkey' | 'totp';
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  /** Why it cannot be removed, or null. */
  readonly whyKept: string | null;
}

export interface OwnSession {
  readonly id: string;
  readonly device: string;
  readonly address: string | null;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly isThis: boolean;
}

/** What somebody's own page shows of their account. */
export interface Account {
  readonly pseudonym: string;
  readonly displayName: string;
  readonly email: string;
  /** False where the company's sign-on stands for it. */
  readonly hasPassword: boolean;
  /** One of the demo's people, whose second factor a button answers in test mode. */
  readonly isDemo: boolean;
  readonly factors: readonly OwnFactor[];
  readonly recoveryCodesLeft: number;
  readonly sessions: readonly OwnSession[];
}
