import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { buttonClass } from '@/app/_ui/button-class';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { page } from '@/lib/audit';
import { auditFilter } from '@/lib/audit/schema';
import { whyNot } from '@/lib/access/schema';
import { systemClock } from '@/lib/kernel';
import { permit, read } from '@/lib/web';
import { type Query, hrefWith, readQuery } from '../_components/query';
import { SkeletonTable } from '../_components/skeleton-table';
import { Pane, TwoPane } from '../_shell/panes';
import { AuditFilters } from './_components/audit-filters';
import { AuditList } from './_components/audit-list';
import { EntryPane } from './_components/entry-pane';
import { EntryCount } from './_components/entry-count';

export const metadata: Metadata = { title: 'Audit trail' };

const readTrail = read({ permission: 'audit.read', input: auditFilter, run: page });

/** What everybody did, newest first. Looking at it is itself an entry, so it does not look again by itself. */
export default async function AuditPage({ searchParams }: { searchParams: Query }) {
  const { role } = await permit('audit.read');
  const parsed = auditFilter.safeParse(await readQuery(searchParams));
  if (!parsed.success) notFound();
  const filter = parsed.data;
  const trail = readTrail(filter);
  const today = systemClock.now().toISOString().slice(0, 10);
  const { before: _before, entry: _entry, ...filters } = filter;
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="Audit trail"
          bar={
            <>
              <Bar
                end={
                  <>
                    {isTestMode() && <TestPill />}
                    {Object.values(filters).some((value) => value !== undefined) && (
                      <Link href="/audit" prefetch={false} className={buttonClass({ variant: 'quiet' })}>
                        Clear filters
                      </Link>
                    )}
                    <Link href={hrefWith('/audit', filters)} prefetch={false} className={buttonClass()}>
                      Look again
                    </Link>
                  </>
                }
              >
                <BarTitle
                  as="h1"
                  detail={
                    <Suspense fallback="Counting…">
                      <EntryCount trail={trail} />
                    </Suspense>
                  }
                >
                  Audit trail
                </BarTitle>
              </Bar>
              <Suspense fallback={<div className="h-19 border-b border-line" />}>
                <AuditFilters trail={trail} filters={filters} />
              </Suspense>
            </>
          }
        >
          <Suspense fallback={<SkeletonTable label="Loading the entries" rows={14} />}>
            <AuditList trail={trail} filter={filter} today={today} />
          </Suspense>
        </Pane>
      }
      panel={
        filter.entry !== undefined && (
          <Suspense fallback={<Pane kind="panel" label="Entry" bar={<Bar>Entry</Bar>}>{null}</Pane>}>
            <EntryPane
              trail={trail}
              entry={filter.entry}
              closeHref={hrefWith('/audit', { ...filters, before: filter.before })}
              findHref={hrefWith('/audit', { before: (BigInt(filter.entry) + 1n).toString(), entry: filter.entry })}
              caseOff={whyNot(role, 'case.read') ?? undefined}
            />
          </Suspense>
        )
      }
    />
  );
}
