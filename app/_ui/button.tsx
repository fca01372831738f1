'use client';
import type { ComponentProps, KeyboardEvent, MouseEvent } from 'react';
import { useId } from 'react';
import { buttonClass } from './button-class';
import type { ButtonSize, ButtonVariant } from './button-class';
import { cx } from './cx';
import { Kbd } from './kbd';
import { ariaKeys } from './keys';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  isWide?: boolean;
  /** The shortcut that does the same (see useShortcut); shown, not bound. */
  kbd?: string;
  /** Why it cannot be used now. The button stays focusable and says so, and does nothing. */
  disabledReason?: string | undefined;
  /** Work is under way: says so to assistive technology and ignores further presses. */
  isPending?: boolean;
  /** For what cannot be undone: plain Enter does nothing; a click, Space or Shift+Enter does it. */
  isGuarded?: boolean;
}

/** A button. It never uses the disabled attribute, which would hide the reason from the keyboard. */
export function Button({
  variant,
  size,
  isWide,
  kbd,
  disabledReason,
  isPending = false,
  isGuarded = false,
  type = 'button',
  className,
  children,
  onClick,
  onKeyDown,
  title,
  'aria-describedby': describedBy,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const isOff = disabledReason !== undefined || isPending;

  function press(event: MouseEvent<HTMLButtonElement>) {
    if (isOff) event.preventDefault();
    else onClick?.(event);
  }

  function keyDown(event: KeyboardEvent<HTMLButtonElement>) {
    if (isGuarded && event.key === 'Enter' && !event.shiftKey) event.preventDefault();
    onKeyDown?.(event);
  }

  return (
    <button
      {...rest}
      // The type is one of three by the prop's own type; submit is asked for by name.
      type={type}
      className={cx(buttonClass({ variant, size, isWide }), className)}
      aria-disabled={isOff || undefined}
      aria-busy={isPending || undefined}
      aria-keyshortcuts={ariaKeys(kbd)}
      aria-describedby={cx(describedBy, disabledReason !== undefined && reasonId) || undefined}
      title={disabledReason ?? title}
      onClick={press}
      onKeyDown={keyDown}
    >
      {children}
      {kbd !== undefined && <Kbd keys={kbd} isHidden tone={variant === 'primary' && !isOff ? 'inherit' : 'default'} />}
      {disabledReason !== undefined && (
        <span id={reasonId} className="sr-only" aria-hidden>
          {disabledReason}
        </span>
      )}
    </button>
  );
}
