import type { ReactNode } from 'react';
import { cx } from './cx';

export type SeverityLevel = 'imminent' | 'high' | 'standard';

const LOOKS: Record<SeverityLevel, { word: string; tone: string; shape: ReactNode }> = {
  imminent: { word: 'Imminent', tone: 'text-imminent', shape: <path d="M5.5 0 11 11H0z" /> },
  high: { word: 'High', tone: 'text-high', shape: <path d="M5.5 0 11 5.5 5.5 11 0 5.5z" /> },
  standard: { word: 'Standard', tone: 'text-muted', shape: <circle cx="5.5" cy="5.5" r="4.5" /> },
};

/** How urgent something is, by shape, word and colour at once. */
export function Severity({ level }: { level: SeverityLevel }) {
  const { word, tone, shape } = LOOKS[level];
  return (
    <span className={cx('inline-flex items-center gap-1.25 text-xs whitespace-nowrap', tone)}>
      <svg width="11" height="11" viewBox="0 0 11 11" fill="currentColor" aria-hidden className="flex-none">
        {shape}
      </svg>
      {word}
    </span>
  );
}
