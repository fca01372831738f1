'use client';
import type { ComponentProps, ReactNode } from 'react';
import { createContext, useContext, useId } from 'react';
import { cx } from './cx';

interface FieldWiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  required: boolean | undefined;
}

const FieldContext = createContext<FieldWiring | undefined>(undefined);

interface FieldProps {
  label: ReactNode;
  /** One line under the label that helps to fill it in. */
  hint?: ReactNode;
  /** What is wrong and how to put it right; also announced. */
  error?: string | undefined;
  /** Keep the label for assistive technology alone. */
  isLabelHidden?: boolean;
  isRequired?: boolean;
  className?: string;
  /** One Input, TextArea or Select. */
  children: ReactNode;
}

/** A label with its control, hint and error, wired together by id. */
export function Field({ label, hint, error, isLabelHidden = false, isRequired, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = cx(hint !== undefined && hintId, error !== undefined && errorId) || undefined;
  return (
    <div className={cx('grid content-start gap-1', className)}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-sm font-medium text-muted'}>
        {label}
      </label>
      {hint !== undefined && (
        <p id={hintId} className="text-sm text-faint">
          {hint}
        </p>
      )}
      <FieldContext
        value={{ id, 'aria-describedby': describedBy, 'aria-invalid': error !== undefined || undefined, required: isRequired }}
      >
        {children}
      </FieldContext>
      <p id={errorId} aria-live="polite" className={cx('text-sm text-imminent', error === undefined && 'sr-only')}>
        {error}
      </p>
    </div>
  );
}

const CONTROL =
  'w-full min-w-0 rounded-md border border-control bg-surface px-2.75 py-1.5 text-text hover:border-muted aria-invalid:border-imminent';

/** A one-line text input. Inside a Field it takes its label, hint and error from there. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input {...useContext(FieldContext)} {...props} className={cx(CONTROL, 'min-h-8.5', className)} />;
}

/** A text area that grows with its text where the browser can do that. */
export function TextArea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      {...useContext(FieldContext)}
      {...props}
      rows={rows}
      className={cx(CONTROL, 'max-h-[40dvh] min-h-14.5 resize-y field-sizing-content', className)}
    />
  );
}

/** The browser's own select, which every assistive technology knows. */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return <select {...useContext(FieldContext)} {...props} className={cx(CONTROL, 'min-h-8.5 pr-1.5', className)} />;
}
