import { z } from 'zod';
import type { Role } from '@/lib/kernel/actor';

/** What people of a role have to know, in words; the details hold ids and codes and never content. */
export const ALERTS = {
  locked_out: { audience: 'admin', words: 'An account or address was locked out after repeated failures', href: '/people' },
  break_glass: { audience: 'supervisor', words: 'An admin took a content role by break-glass', href: '/break-glass' },
  access_reset: { audience: 'admin', words: 'Somebody’s access was reset', href: '/people' },
} as const satisfies Record<string, { audience: Role; words: string; href: string }>;
export type AlertKind = keyof typeof ALERTS;

export const acknowledgeInput = z.object({ alertId: z.uuid() });
