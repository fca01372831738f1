import type { Target } from '@/lib/audit/schema';

/** What a referral names of one item: whatever else the item has is not handed over, and so not told of either. */
export interface NamedExhibit {
  readonly name: string;
  readonly itemId: string;
  readonly files: readonly { readonly name: string; readonly mediaId: string }[];
  readonly messages: readonly { readonly id: string }[];
}

interface Event {
  readonly item: string | null;
  readonly targets: readonly Target[];
}

/** Says which exhibits or files an event is about by their names in the package; undefined where it is about none of them. */
export function namer(exhibits: readonly NamedExhibit[]): (event: Event) => string[] | undefined {
  const byItem = new Map(exhibits.map((exhibit) => [exhibit.itemId, exhibit]));
  const messages = new Set(exhibits.flatMap((exhibit) => exhibit.messages.map(({ id }) => id)));
  return ({ item, targets }) => {
    const exhibit = item === null ? undefined : byItem.get(item);
    if (item !== null && !exhibit) return undefined;
    const media = targets.find(({ type }) => type === 'media');
    if (media) {
      // A file that was sent once may be part of several items; what was done to it before them was done for all.
      const names = (exhibit ? [exhibit] : exhibits).flatMap(({ files }) => files.filter(({ mediaId }) => mediaId === media.id).map(({ name }) => name));
      return names.length > 0 ? names : undefined;
    }
    const message = targets.find(({ type }) => type === 'message');
    if (!exhibit || (message && !messages.has(message.id))) return undefined;
    return [exhibit.name];
  };
}
