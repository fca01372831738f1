import { cx } from './cx';

/** A grey place-holder; give it the size of what it stands for, so that nothing moves: `h-4 w-32`. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={cx('block animate-pulse-soft rounded-md bg-line', className)} />;
}
