import Link from 'next/link';
import type { AuditPage } from '@/lib/audit';
import type { AuditFilter } from '@/lib/audit/schema';
import { hrefWith } from '../../_components/query';

interface AboutLineProps {
  trail: Promise<AuditPage>;
  /** Whom the list is about. */
  about: string;
  filters: AuditFilter;
}

const LINK = 'rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-current';

/** Says that the list is one person's, and leads to the half of it that they did themselves. */
export async function AboutLine({ trail, about, filters }: AboutLineProps) {
  const { people } = await trail;
  const name = people.find(({ id }) => id === about)?.name ?? 'this key';
  return (
    <p className="flex flex-wrap gap-x-4 border-b border-line px-3.5 py-2">
      <span>
        About <strong className="font-semibold">{name}</strong>: what they did, and what was done to them.
      </span>
      <Link href={hrefWith('/audit', { ...filters, about: undefined, person: about })} prefetch={false} className={LINK}>
        Only what they did
      </Link>
      <Link href={hrefWith('/audit', { ...filters, about: undefined, target: about })} prefetch={false} className={LINK}>
        Only what was done to them
      </Link>
    </p>
  );
}
