import { z } from 'zod';

/** What the review page asks with while nothing is decided yet. */
export const routesInput = z.object({
  itemId: z.uuid(),
  /** Other items of the same case that would be reported together with it. */
  also: z.array(z.uuid()).max(100).default([]),
  outcome: z.string().max(60),
  isDangerNow: z.boolean().default(false),
});
export type RoutesInput = z.output<typeof routesInput>;
