'use client';
import { useSyncExternalStore } from 'react';

/**
 * Whether the desk can be seen. `veiled` is blank for the moment in which it is asked whether the session still
 * stands; `locked` is blank until somebody has signed in again.
 */
type Cover = 'open' | 'veiled' | 'locked';

/** Why it is locked; the words are lock-screen.tsx's. */
export type LockReason = 'by_person' | 'idle' | 'over';

/** Heard by what must be blurred before anything else happens. */
export const COVERED = 'watchkeeper:covered';

interface State {
  readonly cover: Cover;
  readonly reason: LockReason;
  /** Where the lock screen stands, while it is locked. */
  readonly host?: HTMLElement;
}

const OPEN: State = { cover: 'open', reason: 'over' };
let state = OPEN;
const listeners = new Set<() => void>();
const waiting = new Set<() => void>();

function set(next: State): void {
  if (next.cover === state.cover) return;
  if (state.cover === 'open') window.dispatchEvent(new Event(COVERED));
  state.host?.remove();
  state = next;
  // The style sheet hides by this whatever stands on the page, and whatever comes onto it later: see globals.css.
  document.documentElement.toggleAttribute('data-covered', next.cover !== 'open');
  if (next.cover === 'open') {
    for (const go of waiting) go();
    waiting.clear();
  }
  for (const listener of listeners) listener();
}

/** Blanks the desk until `uncover`; what is locked stays locked. */
export function veil(): void {
  if (state.cover === 'open') set({ ...state, cover: 'veiled' });
}

export function lockDesk(reason: LockReason): void {
  if (state.cover === 'locked') return;
  // Made now, not before: an open dialog holds back whatever stood beside it when it opened.
  const host = document.createElement('div');
  host.dataset['lock'] = '';
  document.body.append(host);
  set({ cover: 'locked', reason, host });
}

/** Shows everything again as it was. */
export function uncover(): void {
  set(OPEN);
}

export const coverNow = (): Cover => state.cover;

/** Comes back once the desk can be seen; at once when it can. */
export function untilOpen(): Promise<void> {
  return state.cover === 'open' ? Promise.resolve() : new Promise((go) => waiting.add(go));
}

/** An answer said that the session is over: locks, and comes back once somebody has unlocked. */
export function sessionIsOver(): Promise<void> {
  lockDesk('over');
  return untilOpen();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useCover(): State {
  return useSyncExternalStore(subscribe, () => state, () => OPEN);
}
