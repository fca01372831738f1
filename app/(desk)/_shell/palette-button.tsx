'use client';
import { Kbd } from '@/app/_ui/kbd';
import { useOverlays } from './overlays';

/** Opens the palette by mouse, and shows its keys. */
export function PaletteButton() {
  const { openPalette } = useOverlays();
  return (
    <button
      type="button"
      onClick={openPalette}
      aria-label="Find a command"
      aria-keyshortcuts="Control+K"
      title="Find a command"
      className="inline-grid min-h-6 min-w-6 place-items-center rounded-sm"
    >
      <Kbd keys="mod+k" isHidden />
    </button>
  );
}
