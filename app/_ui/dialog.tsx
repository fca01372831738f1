'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { cx } from './cx';
import { useSuspendShortcuts } from './keyboard';

interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Names the dialog. */
  title: string;
  /** One or two sentences under the title; read out when it opens. */
  description?: ReactNode;
  /** Buttons, at the bottom. */
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  /** What gets the focus first; otherwise the first control. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Runs when it has closed and the focus is back. */
  onClosed?: () => void;
  children?: ReactNode;
}

const WIDTHS = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl' };

/** A named dialog: holds the focus, closes on Escape, gives the focus back, and holds shortcuts off the page. */
export function Dialog(props: DialogProps) {
  const { isOpen, onOpenChange, title, description, footer, size = 'sm', initialFocus, onClosed, children } = props;
  useSuspendShortcuts(isOpen);
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={(next) => onOpenChange(next)}
      onOpenChangeComplete={(next) => {
        if (!next) onClosed?.();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={initialFocus}
          className={cx(
            'fixed top-[12dvh] left-1/2 z-50 flex max-h-[76dvh] w-[calc(100vw-2rem)] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line-strong bg-surface shadow-float transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0',
            WIDTHS[size],
          )}
        >
          <div className="flex items-start gap-3 px-4.5 pt-4">
            <div className="grid gap-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description render={<div />} className="text-muted">
                  {description}
                </Base.Description>
              )}
            </div>
          </div>
          {children === undefined ? (
            <div className="h-4" />
          ) : (
            <div className="min-h-0 flex-1 overflow-y-auto scroll-thin px-4.5 py-3.5">{children}</div>
          )}
          {footer !== undefined && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4.5 py-3">{footer}</div>
          )}
          {/* Last in the order of focus, first to the eye. */}
          <Base.Close
            aria-label="Close"
            className="absolute top-3 right-3 grid size-7 place-items-center rounded-md text-faint hover:bg-raised hover:text-text"
          >
            <X aria-hidden className="size-4" />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
