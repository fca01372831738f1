'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { buttonClass } from '@/app/_ui/button-class';
import { goTo } from '../../_components/go-to';

interface LookAgainProps {
  /** The newest page under the same filters. */
  href: string;
  /** That is the page that is shown, but for the entry that is open. */
  isHere: boolean;
}

/** Reads the trail anew. Where the router would take the address for the one it is at, it is told to ask. */
export function LookAgain({ href, isHere }: LookAgainProps) {
  const router = useRouter();
  return (
    <Link
      href={href}
      prefetch={false}
      className={buttonClass()}
      onClick={(event) => {
        if (!isHere || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        goTo(href);
        router.refresh();
      }}
    >
      Look again
    </Link>
  );
}
