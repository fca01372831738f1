'use client';
import { cx } from './cx';
import { printKeys, sayKeys } from './keys';
import { useIsMac } from './use-is-mac';

interface KbdProps {
  /** A shortcut in the language of keys.ts: `j`, `shift+enter`, `mod+k`, `g q`. */
  keys: string;
  /** Hide it from assistive technology: use where aria-keyshortcuts already says it. */
  isHidden?: boolean;
  /** `inherit` takes the colours of what it stands on, such as a primary button. */
  tone?: 'default' | 'inherit';
}

/** A shortcut drawn as key caps and spoken in words. */
export function Kbd({ keys, isHidden = false, tone = 'default' }: KbdProps) {
  const isMac = useIsMac();
  return (
    <span className="inline-flex items-center gap-0.5" aria-hidden={isHidden || undefined}>
      {printKeys(keys, isMac).map((cap, index) => (
        <kbd
          key={index}
          aria-hidden
          className={cx(
            'inline-flex min-h-4.75 min-w-4.75 items-center justify-center rounded-sm border border-b-2 px-1.25 font-mono text-[0.6875rem] leading-none font-normal whitespace-pre',
            tone === 'default' ? 'border-line-strong bg-surface text-muted' : 'border-current/35 text-inherit',
          )}
        >
          {/* Signs such as ⇧ are drawn smaller than letters of the same size. */}
          {cap.split(/([^ -~]+)/).map((part, at) => (at % 2 === 1 ? <span key={at} className="text-lg leading-none">{part}</span> : part))}
        </kbd>
      ))}
      {!isHidden && <span className="sr-only">{sayKeys(keys, isMac)}</span>}
    </span>
  );
}
