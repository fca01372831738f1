'use client';
import { useSyncExternalStore } from 'react';

const subscribeNever = () => () => undefined;
const readPlatform = () => /mac|iphone|ipad/i.test(navigator.platform);

/** Whether ⌘ is the command key here. False on the server, so both sides first draw the same. */
export function useIsMac(): boolean {
  return useSyncExternalStore(subscribeNever, readPlatform, () => false);
}
