import type { Actor, Clock, Ids } from '@/lib/kernel';
import type { Prisma } from './generated/client';

/** A transaction of ours: the only handle through which anything is written. */
export type Tx = Prisma.TransactionClient;

/** What every verb receives: its transaction, who asks, and the sources of time and identity. */
export interface Ctx<A extends Actor = Actor> {
  readonly tx: Tx;
  readonly actor: A;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly requestId: string;
}

/**
 * What a verb receives whose work must not hold a transaction open (reading a body, decoding a picture): it opens its
 * own, short ones.
 */
export type Caller<A extends Actor = Actor> = Omit<Ctx<A>, 'tx'>;
