'use server';
import { release as releaseItem, renew as renewLease, skip as skipItem, take as takeItem, takeNext as takeNextItem } from '@/lib/queue';
import { takeInput, takeNextInput } from '@/lib/queue/schema';
import { action } from '@/lib/web';

export const take = action({ permission: 'queue.take', input: takeInput, run: takeItem });
export const takeNext = action({ permission: 'queue.take', input: takeNextInput, run: takeNextItem });
/** By the clock of the open item; the input that it answers to counts by itself. */
export const renew = action({ permission: 'queue.take', input: takeInput, run: renewLease, isAutomatic: true });
export const release = action({ permission: 'queue.take', input: takeInput, run: releaseItem });
export const skip = action({ permission: 'queue.take', input: takeInput, run: skipItem });
