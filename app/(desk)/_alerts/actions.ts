'use server';
import { endBreakGlass } from '@/lib/access';
import { breakGlassInput } from '@/lib/access/schema';
import { acknowledge } from '@/lib/alerts';
import { acknowledgeInput } from '@/lib/alerts/schema';
import { giveBackAll } from '@/lib/queue';
import { action } from '@/lib/web';

export const acknowledgeAlert = action({ permission: 'alert.read', input: acknowledgeInput, run: acknowledge });

// Whoever holds another role for a while is not asked whether that role may give it back.
export const giveRoleBack = action({ permission: 'session.own', input: breakGlassInput, run: (ctx, input) => endBreakGlass(ctx, input, giveBackAll) });
