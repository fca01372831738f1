import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

export const SUPPLEMENT_MAX = 5_000;

/** What is added to a filed report, in the reviewer's words. */
export const supplementInput = z.object({ reportId: z.uuid(), text: storable(z.string()).trim().min(1, 'Say what is added').max(SUPPLEMENT_MAX, `At most ${SUPPLEMENT_MAX} characters`) });
export type SupplementInput = z.output<typeof supplementInput>;
