'use client';
import { createContext, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useShortcut } from '@/app/_ui/keyboard';
import { Help } from './help';
import { Palette } from './palette';

interface OverlaysApi {
  openHelp: () => void;
  openPalette: () => void;
}

const OverlaysContext = createContext<OverlaysApi>({ openHelp: () => undefined, openPalette: () => undefined });

/** What opens help and palette. */
export function useOverlays(): OverlaysApi {
  return useContext(OverlaysContext);
}

/** Holds the palette (⌘K) and the list of shortcuts (?), one open at a time. */
export function Overlays({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<'help' | 'palette'>();
  const api = useMemo(() => ({ openHelp: () => setOpen('help'), openPalette: () => setOpen('palette') }), []);

  useShortcut('mod+k', api.openPalette, { label: 'Find a command', group: 'Anywhere', inPalette: false });
  useShortcut('?', api.openHelp, { label: 'Keyboard shortcuts', group: 'Anywhere' });

  return (
    <OverlaysContext value={api}>
      {children}
      <Help isOpen={open === 'help'} onOpenChange={(isOpen) => setOpen(isOpen ? 'help' : undefined)} />
      <Palette isOpen={open === 'palette'} onOpenChange={(isOpen) => setOpen(isOpen ? 'palette' : undefined)} />
    </OverlaysContext>
  );
}
