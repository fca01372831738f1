import { formatTime } from './format-time';
import type { TimeForm } from './format-time';

/** An instant in UTC; its full form shows on hover. */
export function TimeText({ at, form = 'dateTime' }: { at: string; form?: TimeForm }) {
  return (
    <time dateTime={at} title={formatTime(at, 'full')} className="whitespace-nowrap tabular-nums">
      {formatTime(at, form)}
    </time>
  );
}
