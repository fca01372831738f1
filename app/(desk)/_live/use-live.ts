'use client';
import { useEffect, useRef } from 'react';

const TOPICS = ['queue', 'case', 'report', 'audit'] as const;
export type LiveTopic = (typeof TOPICS)[number];

export interface Announcement {
  readonly topic: LiveTopic;
  /** Empty for "whatever it was, look again". */
  readonly id: string;
}

type Listener = (announcement: Announcement) => void;

// One connection a tab: browsers allow only a few to one host.
const listeners = new Set<Listener>();
let source: EventSource | undefined;

/** Hears every announcement until the returned function is called. */
export function subscribeLive(listener: Listener): () => void {
  listeners.add(listener);
  if (!source) {
    const tell = (announcement: Announcement) => {
      for (const each of listeners) each(announcement);
    };
    let isAgain = false;
    source = new EventSource('/api/events');
    source.onmessage = (message) => tell(JSON.parse(String(message.data)) as Announcement);
    source.onopen = () => {
      // What was announced while the connection was lost is unknown.
      if (isAgain) for (const topic of TOPICS) tell({ topic, id: '' });
      isAgain = true;
    };
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    source?.close();
    source = undefined;
  };
}

/** Bursts of announcements this close together are one change. */
export const SETTLE_MS = 120;

/** Calls `onChange` when something of these topics changed elsewhere; bursts become one call. */
export function useLive(topics: readonly LiveTopic[], onChange: () => void): void {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const key = topics.join();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const off = subscribeLive(({ topic }) => {
      if (!key.split(',').includes(topic)) return;
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), SETTLE_MS);
    });
    return () => {
      clearTimeout(timer);
      off();
    };
  }, [key]);
}
