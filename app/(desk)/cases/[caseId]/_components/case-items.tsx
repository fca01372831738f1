import Link from 'next/link';
import type { ReactNode } from 'react';
import { Severity } from '@/app/_ui/severity';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { CaseItem } from '@/lib/cases/schema';
import { OUTCOMES } from '@/lib/review/schema';
import { RowKeys } from '../../../_components/row-keys';
import { RowLink } from '../../../_components/row-link';

const outcomeWords = (outcome: string) => (OUTCOMES as Readonly<Record<string, string>>)[outcome] ?? outcome.replaceAll('_', ' ');

interface CaseItemsProps {
  items: readonly CaseItem[];
  canReview: boolean;
  /** May look at what is preserved. */
  seesPreserved: boolean;
}

/** The items of a case in the order of their arrival; each opens its review for those who may review, and what is preserved for those who may see that. */
export function CaseItems({ items, canReview, seesPreserved }: CaseItemsProps) {
  const hrefOf = ({ id, isPreserved }: CaseItem) => (canReview ? `/review/${id}` : seesPreserved && isPreserved ? `/preserved/${id}` : null);
  return (
    <RowKeys>
      <Table caption="Items">
        <thead>
          <tr>
            <Th>Item</Th>
            <Th>What flagged it</Th>
            <Th>Severity</Th>
            <Th>Files</Th>
            <Th>Outcome</Th>
            <Th>Preserved</Th>
            <Th>Received</Th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <Tr key={item.id} className="relative">
              <Td>
                <ItemName href={hrefOf(item)}>Item {index + 1}</ItemName>
              </Td>
              <Td isMuted isWrapping>
                {item.summary}
              </Td>
              <Td>
                <Severity level={item.severity} />
              </Td>
              <Td isMuted>{item.files === 0 ? 'Text only' : item.files}</Td>
              <Td>{item.outcome === null ? <span className="text-high">Not decided</span> : outcomeWords(item.outcome)}</Td>
              <Td isMuted>
                {item.isPreserved && canReview && seesPreserved ? (
                  <Link href={`/preserved/${item.id}`} prefetch={false} aria-label={`Yes, see why: item ${index + 1}`} className="relative underline decoration-line-strong underline-offset-2 hover:decoration-current">
                    Yes, see why
                  </Link>
                ) : item.isPreserved ? (
                  'Yes'
                ) : (
                  'No'
                )}
              </Td>
              <Td isMuted>
                <TimeText at={item.receivedAt} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </RowKeys>
  );
}

function ItemName({ href, children }: { href: string | null; children: ReactNode }) {
  return href === null ? <span className="font-medium">{children}</span> : <RowLink href={href}>{children}</RowLink>;
}
