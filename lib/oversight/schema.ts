import { z } from 'zod';

const NOTE_MAX = 8_192;

/** What a witness says after each look: the checkpoint, or a report of what it found, with its signature below. */
export const witnessWord = z.object({
  /** Its verifier key. */
  witness: z.string().min(1).max(300),
  note: z.string().max(NOTE_MAX),
});
export type WitnessWord = z.output<typeof witnessWord>;
