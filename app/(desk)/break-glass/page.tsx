import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { listBreakGlass } from '@/lib/access';
import { breakGlassPage, can } from '@/lib/access/schema';
import { permit, read } from '@/lib/web';
import { type Query, readQuery } from '../_components/query';
import { SkeletonTable } from '../_components/skeleton-table';
import { LiveRefresh } from '../_live/live-refresh';
import { Pane, TwoPane } from '../_shell/panes';
import { TakeRole } from './_components/take-role';
import { TakenRoles } from './_components/taken-roles';

export const metadata: Metadata = { title: 'Break-glass' };

const readTaken = read({ permission: 'break_glass.read', input: breakGlassPage, run: listBreakGlass });

/** For admins the way to a content role in an emergency; for supervisors and auditors who took one, when and why. */
export default async function BreakGlassPage({ searchParams }: { searchParams: Query }) {
  const person = await permit('break_glass.read');
  const query = breakGlassPage.safeParse(await readQuery(searchParams));
  if (!query.success) notFound();
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="Break-glass"
          bar={
            <Bar end={isTestMode() && <TestPill />}>
              <BarTitle as="h1">Break-glass</BarTitle>
            </Bar>
          }
        >
          {can(person.role, 'break_glass.use') && <TakeRole />}
          <LiveRefresh topics={['access']}>
            <Suspense fallback={<SkeletonTable label="Loading the roles that were taken" rows={4} />}>
              <TakenRoles list={readTaken(query.data)} before={query.data.before} viewer={{ role: person.role, isByBreakGlass: person.breakGlassId !== undefined }} />
            </Suspense>
          </LiveRefresh>
        </Pane>
      }
    />
  );
}
