import { cx } from './cx';
import { formatTime } from './format-time';
import type { TimeForm } from './format-time';

/** An instant in UTC; its full form shows on hover. */
export function TimeText({ at, form = 'dateTime' }: { at: string; form?: TimeForm }) {
  return (
    <time dateTime={at} title={formatTime(at, 'full')} className={cx('tabular-nums', form !== 'full' && form !== 'dateTime' && 'whitespace-nowrap')}>
      {formatTime(at, form)}
    </time>
  );
}
