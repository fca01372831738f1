import { z } from 'zod';

/** Paths of what is left out, as the report's refused parts name them. */
export const mendInput = z.object({ reportId: z.uuid(), omit: z.array(z.string().min(1).max(300)).min(1).max(20) });
export type MendInput = z.output<typeof mendInput>;
