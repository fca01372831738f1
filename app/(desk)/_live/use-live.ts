'use client';
import { useEffect, useRef } from 'react';

const TOPICS = ['queue', 'case', 'report', 'audit', 'access', 'session'] as const;
export type LiveTopic = (typeof TOPICS)[number];

export interface Announcement {
  readonly topic: LiveTopic;
  /** Empty for "whatever it was, look again". */
  readonly id: string;
  /** Somebody has just unlocked the desk, and the whole page is drawn anew. */
  readonly isAfterLock?: boolean;
}

type Listener = (announcement: Announcement) => void;

const TRY_AGAIN_MS = 5_000;

// One connection a tab: browsers allow only a few to one host.
const listeners = new Set<Listener>();
let source: EventSource | undefined;
let isPaused = false;
let hasGap = false;
let isAfterLock = false;
let retry: ReturnType<typeof setTimeout> | undefined;

function tell(announcement: Announcement): void {
  for (const each of listeners) each(announcement);
}

function open(): void {
  clearTimeout(retry);
  if (source || isPaused || listeners.size === 0) return;
  const mine = new EventSource('/api/events');
  source = mine;
  mine.onmessage = (message) => tell(JSON.parse(String(message.data)) as Announcement);
  mine.onopen = () => {
    // What was announced while the connection was lost is unknown.
    if (hasGap) for (const topic of TOPICS) tell({ topic, id: '', isAfterLock });
    hasGap = true;
    isAfterLock = false;
  };
  mine.onerror = () => {
    if (mine.readyState !== EventSource.CLOSED || source !== mine) return;
    // The browser gives up where it was refused: perhaps the session is over, perhaps the desk starts anew.
    source = undefined;
    retry = setTimeout(open, TRY_AGAIN_MS);
    tell({ topic: 'session', id: '' });
  };
}

function close(): void {
  clearTimeout(retry);
  source?.close();
  source = undefined;
}

/** Hears nothing until `resumeLive`: a locked desk has nobody to hear it. */
export function pauseLive(): void {
  isPaused = true;
  close();
}

/** Hears again, and has everything on the page look again. */
export function resumeLive(): void {
  isPaused = false;
  isAfterLock = true;
  open();
}

/** Hears every announcement until the returned function is called. */
export function subscribeLive(listener: Listener): () => void {
  listeners.add(listener);
  open();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    close();
    hasGap = false;
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
