import type { Tx } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';

/** Has the worker look at once at what is due: what people are reminded of follows what was just done. */
export const tendSoon = (tx: Tx): Promise<void> => enqueue(tx, 'tend-retention', {}, { key: 'tend-retention' });
