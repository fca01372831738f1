import type { Courier, NcmecHotline } from '@/lib/hotlines';

/** How a report gets to its hotline here and now. Resolved anew for each attempt, since settings change while reports wait. */
export type Reach =
  /** `host` is what `parallel` is counted against, over all workers. */
  | { readonly kind: 'api'; readonly hotline: NcmecHotline; readonly host: string; readonly parallel: number }
  | { readonly kind: 'courier'; readonly courier: Courier; readonly host: string; readonly parallel: number }
  /** A person hands it in. */
  | { readonly kind: 'portal' }
  /** Switched off, or without credentials: `why` in words, with what to do. */
  | { readonly kind: 'off'; readonly why: string };

/** @param hotline an id of the directory. */
export type ReachOf = (hotline: string, isTest: boolean) => Promise<Reach>;
