'use client';
import { useSyncExternalStore } from 'react';

// A cookie like the theme's, since signing out clears the browser's storage.
const COOKIE = 'single-keys';
const YEAR_S = 365 * 24 * 60 * 60;
const CHANGED = 'watchkeeper:single-keys';

/** Whether shortcuts made of characters alone are on in this browser. On unless switched off (WCAG 2.1.4). */
export function readSingleKeys(): boolean {
  return !document.cookie.split('; ').includes(`${COOKIE}=off`);
}

function writeSingleKeys(isOn: boolean) {
  document.cookie = `${COOKIE}=${isOn ? 'on' : 'off'}; path=/; max-age=${YEAR_S}; samesite=lax`;
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  // It may have been changed in another tab meanwhile.
  window.addEventListener('focus', listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener('focus', listener);
  };
}

/** The setting and what changes it, shared by every tab. */
export function useSingleKeys(): readonly [isOn: boolean, set: (isOn: boolean) => void] {
  return [useSyncExternalStore(subscribe, readSingleKeys, () => true), writeSingleKeys];
}
