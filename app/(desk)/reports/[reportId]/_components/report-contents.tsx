import Link from 'next/link';
import { Section } from '@/app/_ui/section';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { ReportFileView, ReportView } from '@/lib/reporting';
import { OUTCOMES, type Outcome } from '@/lib/review/schema';

const SENT: Record<ReportFileView['sent'], string> = { described: 'Sent and described', sent: 'Sent', taken: 'Taken along to the form', not_yet: 'Not sent yet' };

const outcomeWords = (outcome: string): string => (Object.hasOwn(OUTCOMES, outcome) ? OUTCOMES[outcome as Outcome] : outcome);

/** What the report covers and which files go with it; nothing of what they show or say. */
export function ReportContents({ view: { items, files, row } }: { view: ReportView }) {
  const media = files.filter(({ kind }) => kind === 'media');
  return (
    <>
      <Section title={`Covers ${items.length === 1 ? 'one item' : `${items.length} items`}`} as="h2">
        <ul className="grid gap-1">
          {items.map(({ itemId, externalId, outcome, decidedAt, decidedBy }) => (
            <li key={itemId} className="flex flex-wrap gap-x-3">
              <Link href={`/cases/${row.caseId}?tab=items`} prefetch={false} className="font-medium wrap-anywhere hover:underline">
                {externalId}
              </Link>
              <span>{outcomeWords(outcome)}</span>
              <span className="text-muted">
                decided <TimeText at={decidedAt} /> by {decidedBy}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Files" as="h2" end={media.length > 0 && `${media.filter(({ isViewed }) => isViewed).length} of ${media.length} viewed entirely`}>
        {files.length === 0 ? (
          <p className="text-muted">{row.supplementOfId === null ? 'Text only: no file goes with it.' : 'No file goes with it: those of the first report are there already.'}</p>
        ) : (
          <Table caption="Files of the report">
            <thead>
              <tr>
                <Th>File</Th>
                <Th>Viewed by a reviewer</Th>
                <Th>At the hotline</Th>
              </tr>
            </thead>
            <tbody>
              {files.map(({ id, name, kind, isViewed, sent }, index) => (
                <Tr key={id}>
                  <Td>
                    {name ?? `File ${index + 1}`}
                    {kind === 'conversation' && <span className="block text-sm text-muted">the conversation, as text</span>}
                  </Td>
                  <Td>{kind === 'conversation' ? 'Written by the desk' : isViewed ? 'Entirely' : 'Not entirely'}</Td>
                  <Td isMuted={sent === 'not_yet'}>{SENT[sent]}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </Section>
    </>
  );
}
