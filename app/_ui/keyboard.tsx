'use client';
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { KeyMatcher, placeOf } from './key-matcher';
import { parseKeys } from './keys';
import { ShortcutRegistry } from './shortcut-registry';
import type { Command } from './shortcut-registry';
import { readSingleKeys } from './single-keys';
import { useIsMac } from './use-is-mac';

const RegistryContext = createContext<ShortcutRegistry | undefined>(undefined);

/** Listens for shortcuts on the whole window. One of these stands around everything that uses useShortcut. */
export function KeyboardProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new ShortcutRegistry());
  const isMac = useIsMac();

  useEffect(() => {
    const matcher = new KeyMatcher();
    let held: Command | undefined;

    function letGo() {
      const command = held;
      held = undefined;
      command?.release?.();
    }

    function down(event: KeyboardEvent) {
      if (event.defaultPrevented || registry.isSuspended) return;
      const { key, ctrlKey, metaKey, shiftKey, altKey, repeat, isComposing } = event;
      // A held key repeats; without this the page would scroll under a held Space.
      if (repeat && held?.keys && parseKeys(held.keys)[0]?.key === key.toLowerCase()) return event.preventDefault();
      const found = matcher.match(
        { key, ctrlKey, metaKey, shiftKey, altKey, repeat, isComposing, atMs: event.timeStamp },
        registry.list(),
        { place: placeOf(event.target), isMac, hasSingleKeys: readSingleKeys() },
      );
      if (found === undefined) return;
      event.preventDefault();
      if (found === 'wait') return;
      if (found.release) {
        letGo();
        held = found;
      }
      found.run();
    }

    function up(event: KeyboardEvent) {
      if (held?.keys && parseKeys(held.keys)[0]?.key === event.key.toLowerCase()) letGo();
    }

    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', letGo);
    document.addEventListener('visibilitychange', letGo);
    return () => {
      letGo();
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', letGo);
      document.removeEventListener('visibilitychange', letGo);
    };
  }, [registry, isMac]);

  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

export interface ShortcutOptions {
  /** What it does, as help and palette say it: "Save decision". */
  label: string;
  /** The heading it stands under: "This item". */
  group?: string;
  /** False while it cannot be done; it is then not listed either. */
  enabled?: boolean;
  /** Also while someone types. On by default for `mod+` combinations, off for all others. */
  inFields?: boolean;
  /** Offer it in the palette. Off for things that only make sense as a key, such as moving by one. */
  inPalette?: boolean;
  /** For keys that are held: called on release, and when the window loses focus or is hidden. */
  onRelease?: () => void;
}

/**
 * Binds a shortcut while the component is on screen, and lists it in help and palette.
 * It never fires in text fields, menus and dialogs, on repeats or during composition.
 * @param keys `j`, `shift+enter`, `mod+k`, `g q`; null lists the command in the palette alone.
 */
export function useShortcut(keys: string | null, handler: () => void, options: ShortcutOptions): void {
  const registry = useContext(RegistryContext);
  const { label, group = 'This page', enabled = true, inPalette = true, onRelease } = options;
  const inFields = options.inFields ?? (keys?.startsWith('mod+') === true);
  const latest = useRef({ handler, onRelease });
  const isHeld = onRelease !== undefined;

  // With what is drawn, not after it is painted: a key that is pressed as soon as its button is seen has to do something.
  useLayoutEffect(() => {
    latest.current = { handler, onRelease };
  });

  useLayoutEffect(() => {
    if (!registry || !enabled) return undefined;
    return registry.add({
      keys,
      label,
      group,
      inFields,
      inPalette: inPalette && !isHeld,
      run: () => latest.current.handler(),
      release: isHeld ? () => latest.current.onRelease?.() : undefined,
    });
  }, [registry, keys, label, group, enabled, inFields, inPalette, isHeld]);
}

/** Holds every shortcut back while `isActive`: for dialogs, menus and whatever else takes the keyboard over. */
export function useSuspendShortcuts(isActive: boolean): void {
  const registry = useContext(RegistryContext);
  useEffect(() => (isActive ? registry?.suspend() : undefined), [registry, isActive]);
}

const NO_COMMANDS: readonly Command[] = [];
const subscribeNever = () => () => undefined;

/** Everything that can be done now, in the order in which it came on screen. */
export function useCommands(): readonly Command[] {
  const registry = useContext(RegistryContext);
  return useSyncExternalStore(registry?.subscribe ?? subscribeNever, registry?.list ?? (() => NO_COMMANDS), () => NO_COMMANDS);
}
