import type { ReactNode } from 'react';
import { cx } from './cx';

export type PillTone = 'plain' | 'current' | 'accent' | 'ok' | 'high' | 'imminent';

const TONES: Record<PillTone, string> = {
  plain: 'border-line text-muted',
  current: 'border-line-strong bg-raised text-text',
  accent: 'border-transparent bg-accent-soft text-accent',
  ok: 'border-transparent bg-ok-soft text-ok',
  high: 'border-transparent bg-high-soft text-high',
  imminent: 'border-transparent bg-imminent-soft text-imminent',
};

/** The classes of a pill, for links that must look like one. */
export function pillClass(tone: PillTone = 'plain'): string {
  return cx(
    'inline-flex min-h-6.5 items-center gap-1 rounded-full border px-2 py-0.5 text-sm whitespace-nowrap',
    TONES[tone],
  );
}

/** A short state in a rounded frame. */
export function Pill({ tone = 'plain', children }: { tone?: PillTone; children: ReactNode }) {
  return <span className={pillClass(tone)}>{children}</span>;
}
