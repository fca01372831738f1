'use client';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Kbd } from './kbd';
import { Wrong } from './wrong';

interface ConfirmDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** The step in words: what happens, to what, and that it cannot be undone. */
  summary: ReactNode;
  /** The act itself, never "OK": "Report to NCMEC". */
  confirmLabel: string;
  onConfirm: () => void;
  isPending?: boolean;
  disabledReason?: string | undefined;
  cancelLabel?: string;
  /** What the desk said where it refused, and no field says it beside itself. */
  error?: string | undefined;
  /** Further fields, such as a reason. */
  children?: ReactNode;
}

/** Asks before what cannot be undone. Plain Enter never confirms; a click, Space or Shift+Enter on the button does. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onOpenChange, title, summary, confirmLabel, onConfirm, isPending, disabledReason, error, children } = props;
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={title}
      description={summary}
      initialFocus={children === undefined ? cancel : undefined}
      footer={
        <>
          <span className="mr-auto inline-flex items-center gap-1.5 text-sm text-faint">
            <Kbd keys="shift+enter" /> on the button confirms
          </span>
          <span className="flex flex-wrap justify-end gap-2">
            <Button ref={cancel} onClick={() => onOpenChange(false)}>
              {props.cancelLabel ?? 'Cancel'}
            </Button>
            <Button variant="primary" isGuarded onClick={onConfirm} isPending={isPending} disabledReason={disabledReason}>
              {confirmLabel}
            </Button>
          </span>
        </>
      }
    >
      {children === undefined && error === undefined ? undefined : (
        <div className="grid gap-3">
          {children}
          <Wrong>{error}</Wrong>
        </div>
      )}
    </Dialog>
  );
}
