import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { buttonClass } from '@/app/_ui/button-class';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { count, page, readOverdue } from '@/lib/audit';
import { auditFilter, reviewQuery } from '@/lib/audit/schema';
import { whyNot } from '@/lib/access/schema';
import { systemClock } from '@/lib/kernel';
import { permit, read } from '@/lib/web';
import { type Query, hrefWith, readQuery } from '../_components/query';
import { AboutLine } from './_components/about-line';
import { AuditDesk } from './_components/audit-desk';
import { AuditFilters } from './_components/audit-filters';
import { EntryCount } from './_components/entry-count';
import { LookAgain } from './_components/look-again';
import { ExportTrail } from './_review/export-trail';
import { OverdueWeeks } from './_review/overdue-weeks';

export const metadata: Metadata = { title: 'Audit trail' };

const readTrail = read({ permission: 'audit.read', input: auditFilter, run: page });
const readCount = read({ permission: 'audit.read', input: auditFilter, run: count });
const readLate = read({ permission: 'audit.read', input: reviewQuery, run: readOverdue });

/** What everybody did, newest first. Looking at it is itself an entry, so it looks again by itself only where asked to. */
export default async function AuditPage({ searchParams }: { searchParams: Query }) {
  const { role } = await permit('audit.read');
  const parsed = auditFilter.safeParse(await readQuery(searchParams));
  if (!parsed.success) notFound();
  const filter = parsed.data;
  const trail = readTrail(filter);
  const { before, after, entry: _entry, ...filters } = filter;
  const { live, ...narrowing } = filters;
  return (
    <AuditDesk
      // What has come since, and what was checked, belongs to one view of the trail.
      key={JSON.stringify({ ...narrowing, before, after })}
      trail={trail}
      filter={filter}
      now={systemClock.now().toISOString()}
      caseOff={whyNot(role, 'case.read') ?? undefined}
      bar={
        <>
          <Bar
            end={
              <>
                {isTestMode() && <TestPill />}
                {Object.values(narrowing).some((value) => value !== undefined) && (
                  <Link href={hrefWith('/audit', { live })} prefetch={false} className={buttonClass({ variant: 'quiet' })}>
                    Clear filters
                  </Link>
                )}
                <LookAgain href={hrefWith('/audit', filters)} isHere={before === undefined && after === undefined} />
                <ExportTrail filters={narrowing} />
                <Link href="/audit/review" prefetch={false} className={buttonClass()}>
                  Weekly review
                </Link>
              </>
            }
          >
            <BarTitle
              as="h1"
              detail={
                <Suspense fallback="Counting…">
                  <EntryCount total={readCount(narrowing)} />
                </Suspense>
              }
            >
              Audit trail
            </BarTitle>
          </Bar>
          <Suspense>
            <OverdueWeeks overdue={readLate({})} />
          </Suspense>
          <Suspense fallback={<div className="h-19 border-b border-line" />}>
            <AuditFilters trail={trail} filters={filters} />
          </Suspense>
          {filter.about !== undefined && (
            <Suspense>
              <AboutLine trail={trail} about={filter.about} filters={filters} />
            </Suspense>
          )}
        </>
      }
    />
  );
}
