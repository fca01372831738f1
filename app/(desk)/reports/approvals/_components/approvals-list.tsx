import Link from 'next/link';
import { buttonClass } from '@/app/_ui/button-class';
import { EmptyState } from '@/app/_ui/empty-state';
import { ModePill } from '@/app/_ui/mode-pill';
import { Section } from '@/app/_ui/section';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { ApprovalRow, ApprovalsPage } from '@/lib/reporting';
import { RowKeys } from '../../../_components/row-keys';
import { RowLink } from '../../../_components/row-link';

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

function Rows({ caption, rows, isSentBack = false }: { caption: string; rows: readonly ApprovalRow[]; isSentBack?: boolean }) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Case</Th>
          <Th>To</Th>
          <Th>Covers</Th>
          <Th>Asked for by</Th>
          <Th>Known since</Th>
          <Th>{isSentBack ? 'Sent back' : 'Waits since'}</Th>
          <Th>For you</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id} className="relative align-top">
            <Td><RowLink href={`/reports/approvals/${row.id}`}>{row.caseNumber}</RowLink></Td>
            <Td isMuted><span className="grid justify-items-start gap-1">{row.hotlineName}{row.isTest && <ModePill isTest />}</span></Td>
            <Td isMuted>{counted(row.items, 'item')}, {counted(row.files, 'file')}</Td>
            <Td isMuted>{row.createdBy}</Td>
            <Td isMuted><TimeText at={row.knownAt} /></Td>
            <Td isMuted><TimeText at={row.waitingSince} /></Td>
            <Td isWrapping className="min-w-56">
              {isSentBack ? 'Read why, then act on it.' : (row.off ?? 'Read it, then agree or send it back.')}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Says so where there are more than are shown: those come up as the first ones are answered. */
function FirstOf({ rows, total }: ApprovalsPage['waiting']) {
  return total > rows.length ? <p className="border-b border-line px-4 py-2.5 text-sm text-muted">The first {rows.length} of {total}, the most urgent first. The others follow as these are answered.</p> : null;
}

/** What was sent back to the reader, then what waits for a second person: the most urgent first. */
export async function ApprovalsList({ page }: { page: Promise<ApprovalsPage> }) {
  const { waiting, sentBack, sentToOthers } = await page;
  return (
    <RowKeys>
      {sentBack.rows.length > 0 && (
        <Section as="h2" title="Sent back to you" className="px-0 [&>div:first-child]:px-4">
          <Rows caption="Reports that were sent back to you" rows={sentBack.rows} isSentBack />
          <FirstOf {...sentBack} />
        </Section>
      )}
      {sentToOthers.rows.length > 0 && (
        <Section as="h2" title="Sent back to colleagues" className="px-0 [&>div:first-child]:px-4">
          <Rows caption="Reports that were sent back to colleagues" rows={sentToOthers.rows} isSentBack />
          <FirstOf {...sentToOthers} />
        </Section>
      )}
      {waiting.rows.length > 0 ? (
        <>
          <Rows caption="Reports that wait for a second person" rows={waiting.rows} />
          <FirstOf {...waiting} />
        </>
      ) : (
        <EmptyState title="No report waits for a second person" action={<Link href="/reports" prefetch={false} className={buttonClass()}>All reports</Link>}>
          Where a rule asks for it, a report waits here until somebody else has read what would be sent.
        </EmptyState>
      )}
    </RowKeys>
  );
}
