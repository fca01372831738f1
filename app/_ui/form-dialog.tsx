'use client';
import { type FormEvent, type ReactNode, useId } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Wrong } from './wrong';

interface FormDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** One or two sentences: what it is for, what comes of it. */
  description?: ReactNode;
  size?: 'sm' | 'md';
  /** The act itself, never "OK": "Keep the case". */
  submitLabel: string;
  onSubmit: () => void;
  isPending?: boolean;
  /** What is wrong where no field says it beside itself. */
  error?: string | undefined;
  closeLabel?: string;
  /** At the other end of the buttons' line. */
  foot?: ReactNode;
  /** After the form: what came of it, where the dialog stays open to show that. */
  after?: ReactNode;
  /** The fields. */
  children: ReactNode;
}

/** A form in a dialog, sent with Enter or its button. For what cannot be taken back there is ConfirmDialog. */
export function FormDialog(props: FormDialogProps) {
  const { isOpen, onOpenChange, title, description, size = 'md', submitLabel, onSubmit, isPending, error, closeLabel = 'Cancel', foot, after, children } = props;
  const id = useId();

  function send(event: FormEvent) {
    event.preventDefault();
    if (!isPending) onSubmit();
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size={size}
      title={title}
      description={description}
      footer={
        <>
          {foot !== undefined && <span className="mr-auto">{foot}</span>}
          <Button onClick={() => onOpenChange(false)}>{closeLabel}</Button>
          <Button variant="primary" type="submit" form={id} isPending={isPending}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={send} noValidate className="grid gap-4">
        {children}
        <Wrong>{error}</Wrong>
      </form>
      {after}
    </Dialog>
  );
}
