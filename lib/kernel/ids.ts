import { v7 } from 'uuid';

/** The only source of new identifiers in the domain. */
export interface Ids {
  /** A time-ordered UUID (RFC 9562, version 7), so that primary keys stay clustered by age. */
  next(): string;
}

export const randomIds: Ids = { next: () => v7() };
