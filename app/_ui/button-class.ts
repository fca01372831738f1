import { cx } from './cx';

export type ButtonVariant = 'default' | 'primary' | 'quiet';
export type ButtonSize = 'sm' | 'md' | 'lg';

const VARIANTS: Record<ButtonVariant, string> = {
  default: 'border-line-strong bg-surface text-text hover:not-aria-disabled:bg-raised hover:not-aria-disabled:border-control',
  primary:
    'border-accent bg-accent text-accent-ink font-semibold hover:not-aria-disabled:brightness-108 aria-disabled:bg-accent-soft aria-disabled:text-muted aria-disabled:border-line-strong',
  quiet: 'border-transparent text-muted hover:not-aria-disabled:bg-raised hover:not-aria-disabled:text-text',
};

const SIZES: Record<ButtonSize, string> = {
  sm: 'min-h-6.5 gap-1.5 rounded-md px-2 py-0.5 text-sm',
  md: 'min-h-8.5 gap-1.75 rounded-md px-2.75 py-1.5',
  lg: 'min-h-11 gap-2 rounded-lg px-4 text-lg',
};

interface ButtonLook {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Fill the width of the container. */
  isWide?: boolean;
}

/** The classes of a button, for links and other elements that must look like one. */
export function buttonClass({ variant = 'default', size = 'md', isWide = false }: ButtonLook = {}): string {
  return cx(
    'inline-flex items-center justify-center border whitespace-nowrap transition-colors aria-disabled:border-line aria-disabled:text-faint',
    VARIANTS[variant],
    SIZES[size],
    isWide && 'w-full',
  );
}
