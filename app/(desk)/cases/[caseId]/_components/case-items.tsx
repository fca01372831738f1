import { Severity } from '@/app/_ui/severity';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { CaseItem } from '@/lib/cases/schema';
import { OUTCOMES } from '@/lib/review/schema';
import { RowKeys } from '../../../_components/row-keys';
import { RowLink } from '../../../_components/row-link';

const outcomeWords = (outcome: string) => (OUTCOMES as Readonly<Record<string, string>>)[outcome] ?? outcome.replaceAll('_', ' ');

/** The items of a case in the order of their arrival; each opens its review for those who may review. */
export function CaseItems({ items, canReview }: { items: readonly CaseItem[]; canReview: boolean }) {
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
            <Th>Received</Th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <Tr key={item.id} className="relative">
              <Td>{canReview ? <RowLink href={`/review/${item.id}`}>Item {index + 1}</RowLink> : <span className="font-medium">Item {index + 1}</span>}</Td>
              <Td isMuted isWrapping>
                {item.summary}
              </Td>
              <Td>
                <Severity level={item.severity} />
              </Td>
              <Td isMuted>{item.files === 0 ? 'Text only' : item.files}</Td>
              <Td>{item.outcome === null ? <span className="text-high">Not decided</span> : outcomeWords(item.outcome)}</Td>
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
