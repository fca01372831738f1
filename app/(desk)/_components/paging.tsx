import Link from 'next/link';
import { buttonClass } from '@/app/_ui/button-class';

/** The ways on through a list that is newest first: back to its beginning, or to what is older. */
export function Paging({ newer, older }: { newer: string | undefined; older: string | undefined }) {
  if (newer === undefined && older === undefined) return null;
  return (
    <nav aria-label="Pages" className="flex gap-2 px-4.5 py-3">
      {newer !== undefined && (
        <Link href={newer} prefetch={false} className={buttonClass({ size: 'sm' })}>
          Newest
        </Link>
      )}
      {older !== undefined && (
        <Link href={older} prefetch={false} className={buttonClass({ size: 'sm' })}>
          Older
        </Link>
      )}
    </nav>
  );
}
