'use client';
import Link from 'next/link';
import { memo } from 'react';
import { Td, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { TrailRow } from '@/lib/audit';
import { hrefWith } from '../../_components/query';
import { RowLink } from '../../_components/row-link';
import { ProofMark } from '../_proof/proof-mark';
import type { Mark } from '../_proof/use-proofs';
import { targetsWords } from '../entry-words';
import { goTo } from '../../_components/go-to';
import { Outcome } from './outcome';

interface TrailLineProps {
  row: TrailRow;
  mark: Mark;
  /** Where it is open. */
  href: string;
  isCurrent: boolean;
  /** Today's date in UTC, by the server. */
  today: string;
}

/** Above the row's own link, which reaches across it. */
const ABOVE = 'relative z-1 rounded-sm hover:underline';

/** One entry as a row, with ways to everything about its person and its case. */
export const TrailLine = memo(function TrailLine({ row, mark, href, isCurrent, today }: TrailLineProps) {
  const of = targetsWords(row.targets);
  return (
    <Tr isCurrent={isCurrent} className="relative">
      <Td isMuted>
        {row.at.slice(0, 10) !== today && (
          <>
            <TimeText at={row.at} form="date" />,{' '}
          </>
        )}
        <TimeText at={row.at} form="second" />
      </Td>
      <Td>
        {row.actorId === null ? (
          row.actor
        ) : (
          <Link href={hrefWith('/audit', { about: row.actorId })} prefetch={false} title={`Everything about ${row.actor}`} className={ABOVE}>
            {row.actor}
          </Link>
        )}
      </Td>
      <Td>
        <RowLink href={href} isBeside onOpen={() => goTo(href)}>
          {row.words}
        </RowLink>
      </Td>
      <Td isMuted>
        {row.caseId === null || of === '' ? (
          of
        ) : (
          <Link href={hrefWith('/audit', { case: row.caseId })} prefetch={false} title="Everything on this case" className={ABOVE}>
            {of}
          </Link>
        )}
      </Td>
      <Td isMuted isWrapping className="max-w-[18rem]">
        {row.reason}
      </Td>
      <Td>
        <Outcome outcome={row.outcome} />
      </Td>
      <Td>
        <ProofMark mark={mark} />
      </Td>
    </Tr>
  );
});
