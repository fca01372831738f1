'use client';
import Link from 'next/link';
import { use } from 'react';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { Button } from '@/app/_ui/button';
import { buttonClass } from '@/app/_ui/button-class';
import { EmptyState } from '@/app/_ui/empty-state';
import type { AuditPage, TrailRow } from '@/lib/audit';
import type { AuditFilter } from '@/lib/audit/schema';
import { hrefWith } from '../../_components/query';
import { Pane, PaneFoot } from '../../_shell/panes';
import { ProofSection } from '../_proof/proof-section';
import type { Mark } from '../_proof/use-proofs';
import { CloseEntry } from './close-entry';
import { EntryFacts } from './entry-facts';

interface EntryPaneProps {
  trail: Promise<AuditPage>;
  fresh: readonly TrailRow[];
  filter: AuditFilter;
  /** Number or id of the entry. */
  entry: string;
  markOf: (row: TrailRow) => Mark;
  /** Why the viewer cannot open cases, or undefined. */
  caseOff: string | undefined;
}

/** Everything that one entry says, and the proof that it says so. */
export function EntryPane({ trail, fresh, filter, entry, markOf, caseOff }: EntryPaneProps) {
  const { rows, opened, openedAt } = use(trail);
  const isWanted = ({ seq, id }: TrailRow) => seq === entry || id === entry;
  const listed = [...rows, ...fresh].find(isWanted);
  const row = listed ?? (opened && isWanted(opened) ? opened : undefined);
  const mark = row && markOf(row);
  return (
    <Pane
      kind="panel"
      label="Entry"
      bar={
        <Bar end={<CloseEntry href={hrefWith('/audit', { ...filter, entry: undefined })} />}>
          <BarTitle>Entry{mark?.state === 'proven' && ` ${mark.trace.index.toLocaleString('en')}`}</BarTitle>
        </Bar>
      }
      foot={row && <Foot row={row} caseOff={caseOff} listHref={listed || openedAt === null ? undefined : hrefWith('/audit', { before: openedAt, entry })} />}
    >
      {row && mark ? (
        <>
          <EntryFacts row={row} />
          <ProofSection row={row} mark={mark} />
        </>
      ) : (
        <EmptyState title="There is no such entry" action={<Link href={hrefWith('/audit', { entry })} prefetch={false} className={buttonClass()}>Look for it again</Link>}>
          Its address may be incomplete, or the entry belongs to a case that you are kept away from.
        </EmptyState>
      )}
    </Pane>
  );
}

/** Ways on from an entry. */
function Foot({ row, caseOff, listHref }: { row: TrailRow; caseOff: string | undefined; listHref: string | undefined }) {
  if (row.caseId === null && listHref === undefined) return null;
  return (
    <PaneFoot>
      {listHref !== undefined && (
        <Link href={listHref} prefetch={false} className={buttonClass({ isWide: true })}>
          Show it in the list
        </Link>
      )}
      {row.caseId !== null &&
        (caseOff === undefined ? (
          <Link href={`/cases/${row.caseId}`} prefetch={false} className={buttonClass({ isWide: true })}>
            Open case
          </Link>
        ) : (
          <Button isWide disabledReason={caseOff}>
            Open case
          </Button>
        ))}
    </PaneFoot>
  );
}
