import { z } from 'zod';
import type { Role } from '@/lib/kernel/actor';

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

