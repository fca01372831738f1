import type { Metadata } from 'next';
import { Suspense } from 'react';
import { z } from 'zod';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { listApprovals } from '@/lib/reporting';
import { permit, read } from '@/lib/web';
import { SkeletonTable } from '../../_components/skeleton-table';
import { LiveRefresh } from '../../_live/live-refresh';
import { Pane, TwoPane } from '../../_shell/panes';
import { ApprovalsList } from './_components/approvals-list';

export const metadata: Metadata = { title: 'To agree to' };

const readApprovals = read({ permission: 'report.approve', input: z.object({}), run: listApprovals });

/** Reports that wait for a second person, one's own among them, and those that were sent back to oneself. */
export default async function ApprovalsPage() {
  const person = await permit('report.approve');
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="To agree to"
          bar={
            <Bar end={isTestMode() && <TestPill />}>
              <BarTitle as="h1">To agree to</BarTitle>
            </Bar>
          }
        >
          {/* A wall between the viewer and a case takes its reports away. */}
          <LiveRefresh topics={['case']} ids={[person.id]}>
            <LiveRefresh topics={['report']}>
              <Suspense fallback={<SkeletonTable label="Loading the reports" rows={4} />}>
                <ApprovalsList page={readApprovals({})} />
              </Suspense>
            </LiveRefresh>
          </LiveRefresh>
        </Pane>
      }
    />
  );
}
