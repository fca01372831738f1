import Link from 'next/link';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { Button } from '@/app/_ui/button';
import { buttonClass } from '@/app/_ui/button-class';
import { Diff } from '@/app/_ui/diff';
import { EmptyState } from '@/app/_ui/empty-state';
import { Code, KeyValue } from '@/app/_ui/key-value';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { AuditPage, AuditRow } from '@/lib/audit';
import { Pane, PaneFoot } from '../../_shell/panes';
import { detailsWords, targetWords } from '../entry-words';
import { CloseEntry } from './close-entry';
import { Outcome } from './outcome';

interface EntryPaneProps {
  trail: Promise<AuditPage>;
  /** Number of the entry. */
  entry: string;
  closeHref: string;
  /** Where the entry certainly is on the page. */
  findHref: string;
  /** Why the viewer cannot open cases, or undefined. */
  caseOff: string | undefined;
}

/** Everything that one entry says. */
export async function EntryPane({ trail, entry, closeHref, findHref, caseOff }: EntryPaneProps) {
  const row = (await trail).rows.find(({ seq }) => seq === entry);
  return (
    <Pane
      kind="panel"
      label="Entry"
      bar={
        <Bar end={<CloseEntry href={closeHref} />}>
          <BarTitle>Entry {Number(entry).toLocaleString('en')}</BarTitle>
        </Bar>
      }
      foot={
        row?.caseId ? (
          <PaneFoot>
            {caseOff === undefined ? (
              <Link href={`/cases/${row.caseId}`} prefetch={false} className={buttonClass({ isWide: true })}>
                Open case
              </Link>
            ) : (
              <Button isWide disabledReason={caseOff}>
                Open case
              </Button>
            )}
          </PaneFoot>
        ) : undefined
      }
    >
      {row ? (
        <EntryBody row={row} />
      ) : (
        <EmptyState title="Not on this page of the list" action={<Link href={findHref} prefetch={false} className={buttonClass()}>Go to the entry</Link>}>
          The list has moved on, or the filters leave this entry out.
        </EmptyState>
      )}
    </Pane>
  );
}

function EntryBody({ row }: { row: AuditRow }) {
  const { changes, rest } = detailsWords(row.details);
  const of = row.targets.map((target) => (
    <span key={`${target.type} ${target.id}`} className="block">
      {targetWords(target)}
      {target.type !== 'route' && (
        <span className="block">
          <Code>{target.id}</Code>
        </span>
      )}
    </span>
  ));
  return (
    <>
      <Section title="What is on record">
        <KeyValue
          items={[
            { term: 'Person', value: row.role ? `${row.actor}, ${row.role}` : row.actor },
            { term: 'When', value: <TimeText at={row.at} form="full" /> },
            { term: 'Action', value: row.words },
            ...(row.targets.length > 0 ? [{ term: 'Of', value: of }] : []),
            ...(row.reason === null ? [] : [{ term: 'Reason', value: row.reason }]),
            { term: 'Outcome', value: <Outcome outcome={row.outcome} /> },
            { term: 'Request', value: <Code>{row.requestId}</Code> },
            ...(row.sessionId === null ? [] : [{ term: 'Session', value: <Code>{row.sessionId}</Code> }]),
          ]}
        />
      </Section>
      {changes.length > 0 && (
        <Section title="What changed">
          <Diff changes={changes} />
        </Section>
      )}
      {rest.length > 0 && (
        <Section title="Details">
          <KeyValue items={rest.map(({ term, value }) => ({ term, value }))} />
        </Section>
      )}
    </>
  );
}
