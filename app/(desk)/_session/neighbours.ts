import type { SessionView } from '@/lib/access/schema';

/**
 * What the tabs of one browser tell each other, since they share one session: it was locked, somebody has signed in,
 * somebody has signed out, or its person did something.
 */
export type Word = { readonly kind: 'locked' | 'opened' | 'left' } | { readonly kind: 'touched'; readonly view: SessionView };

let channel: BroadcastChannel | undefined;

function open(): BroadcastChannel {
  channel ??= new BroadcastChannel('watchkeeper.session');
  return channel;
}

export function tellNeighbours(word: Word): void {
  open().postMessage(word);
}

/** Hears what other tabs say, until the returned function is called. */
export function hearNeighbours(listener: (word: Word) => void): () => void {
  const hear = ({ data }: MessageEvent) => listener(data as Word);
  open().addEventListener('message', hear);
  return () => open().removeEventListener('message', hear);
}
