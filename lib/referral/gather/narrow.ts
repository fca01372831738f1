import type { ReferralScope } from '../request/scope';
import type { WholeItem } from './load';

/** What of an item is handed over, and how much stays. */
export interface Narrowed {
  readonly messages: readonly WholeItem['messages'][number][];
  /** With their position in the whole item, which their name counts from. */
  readonly files: readonly WholeItem['media'][number][];
  readonly ipEvents: readonly WholeItem['ipEvents'][number][];
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));

/** Whether a moment lies within a scope's dates: from the first on, and before the last. */
function inDates({ from, until }: Pick<ReferralScope, 'from' | 'until'>): (at: Date) => boolean {
  const [first, last] = [dateOf(from), dateOf(until)];
  return (at) => (first === null || at >= first) && (last === null || at < last);
}

/**
 * Applies a scope's dates. A file that only messages outside of them carried stays with those; one that no message
 * carried is of the item itself. Addresses are account data.
 */
export function narrow(item: WholeItem, scope: Pick<ReferralScope, 'from' | 'until' | 'withAccounts'>): Narrowed {
  const isIn = inDates(scope);
  const messages = item.messages.filter(({ sentAt }) => isIn(sentAt));
  const carried = new Set(item.messages.flatMap(({ media }) => media.map(({ mediaId }) => mediaId)));
  const handedOver = new Set(messages.flatMap(({ media }) => media.map(({ mediaId }) => mediaId)));
  return {
    messages,
    files: item.media.filter(({ mediaId }) => !carried.has(mediaId) || handedOver.has(mediaId)),
    ipEvents: scope.withAccounts ? item.ipEvents.filter(({ at }) => isIn(at)) : [],
  };
}
