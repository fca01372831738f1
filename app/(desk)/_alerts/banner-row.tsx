import { OctagonAlert } from 'lucide-react';
import Link from 'next/link';
import { TimeText } from '@/app/_ui/time-text';
import type { Banner } from '@/lib/alerts/schema';

/** Something grave that goes on: it stands until it is over, and has no button to make it go away. */
export function BannerRow({ banner: { words, details, since, href } }: { banner: Banner }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b-2 border-imminent bg-imminent-soft px-4.5 py-2">
      <OctagonAlert aria-hidden className="size-4 flex-none text-imminent" strokeWidth={1.8} />
      <span className="min-w-0 flex-1">
        <Link href={href} prefetch={false} className="font-semibold text-imminent underline decoration-line-strong underline-offset-2 hover:decoration-current">
          {words}
        </Link>
        {'. '}
        <span className="text-text">
          {details} Since <TimeText at={since} />.
        </span>
      </span>
    </p>
  );
}
