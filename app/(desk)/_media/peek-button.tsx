'use client';
import { Kbd } from '@/app/_ui/kbd';

interface PeekButtonProps {
  name: string;
  disabledReason: string | undefined;
  onHold: () => void;
  onRelease: () => void;
}

/** Held, by pointer, finger or Space, it shows; let go, it does not. A long touch opens no menu that would let go of it. */
export function PeekButton({ name, disabledReason, onHold, onRelease }: PeekButtonProps) {
  const isOff = disabledReason !== undefined;
  return (
    <button
      type="button"
      aria-disabled={isOff || undefined}
      title={disabledReason}
      aria-label={`Hold to peek at ${name}`}
      onPointerDown={(event) => !isOff && event.button === 0 && onHold()}
      onPointerUp={onRelease}
      onPointerCancel={onRelease}
      onPointerLeave={onRelease}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== ' ') return;
        // A held Space repeats, and would scroll the page.
        event.preventDefault();
        if (!event.repeat && !isOff) onHold();
      }}
      onKeyUp={(event) => event.key === ' ' && onRelease()}
      onBlur={onRelease}
      className="inline-flex min-h-7 touch-none items-center gap-2 rounded-md px-1 outline-offset-2 select-none [-webkit-touch-callout:none] aria-disabled:opacity-60 pointer-coarse:min-h-11 pointer-coarse:px-3"
    >
      <Kbd keys="space" isHidden tone="inherit" /> hold to peek<span className="-ml-2 @max-md:hidden">, blurred again on release</span>
    </button>
  );
}
