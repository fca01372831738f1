import { z } from 'zod';
import { WITNESS_ALARMS, type Alarm } from '@/lib/audit/schema';

const NOTE_MAX = 8_192;

/** What a witness says after each look: the checkpoint with its signature below, or what it found wrong. */
export const witnessWord = z.object({
  /** Its verifier key. */
  witness: z.string().min(1).max(300),
  /** Entries of the last checkpoint that it found good. */
  size: z.int().min(0),
  alarm: z.enum(Object.keys(WITNESS_ALARMS) as [Alarm, ...Alarm[]]).nullable(),
  note: z.string().max(NOTE_MAX).nullable(),
});
export type WitnessWord = z.output<typeof witnessWord>;
