'use client';
import { useSyncExternalStore } from 'react';

const STORAGE_KEY = 'watchkeeper.single-keys';
const CHANGED = 'watchkeeper:single-keys';

/** Whether shortcuts made of characters alone are on in this browser. On unless switched off (WCAG 2.1.4). */
export function readSingleKeys(): boolean {
  try {
    return window.localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    // Storage can be forbidden by the browser; the shortcuts then stay on for this page.
    return true;
  }
}

function writeSingleKeys(isOn: boolean) {
  try {
    window.localStorage.setItem(STORAGE_KEY, isOn ? 'on' : 'off');
  } catch {
    return;
  }
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  window.addEventListener('storage', listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener('storage', listener);
  };
}

/** The setting and what changes it, shared by every tab. */
export function useSingleKeys(): readonly [isOn: boolean, set: (isOn: boolean) => void] {
  return [useSyncExternalStore(subscribe, readSingleKeys, () => true), writeSingleKeys];
}
