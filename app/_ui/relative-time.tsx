'use client';
import { useEffect, useState } from 'react';
import { formatSpan, formatTime } from './format-time';

const REFRESH_MS = 30_000;

interface RelativeTimeProps {
  /** ISO time. */
  at: string;
  /** The server's time when the page was made, ISO. Both sides first draw with it, so hydration matches. */
  now: string;
}

/** How long ago something was: `12 m`, read out as `12 minutes ago`. Moves on by itself. */
export function RelativeTime({ at, now }: RelativeTimeProps) {
  const [elapsedMs, setElapsedMs] = useState(0);

  useEffect(() => {
    const from = performance.now();
    const timer = setInterval(() => setElapsedMs(performance.now() - from), REFRESH_MS);
    return () => clearInterval(timer);
  }, [now]);

  // Counted from the server's clock, never this computer's, which may be wrong.
  const span = formatSpan(Date.parse(now) + elapsedMs - Date.parse(at));
  return (
    <time dateTime={at} title={formatTime(at, 'full')} className="whitespace-nowrap tabular-nums">
      <span aria-hidden>{span.short}</span>
      <span className="sr-only">{span.long} ago</span>
    </time>
  );
}
