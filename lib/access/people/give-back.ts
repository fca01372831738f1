import type { Ctx } from '@/lib/db';

/**
 * Gives back what a person holds elsewhere on the desk: the queue's items. Access stands below the queue and cannot
 * call it, so whoever takes somebody's access away hands it in; the types do not let them forget.
 */
export type GiveBack = (ctx: Ctx, personId: string) => Promise<void>;
