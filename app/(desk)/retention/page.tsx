import type { Metadata } from 'next';
import { Suspense } from 'react';
import { z } from 'zod';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { readRetention } from '@/lib/retention';
import { permit, read } from '@/lib/web';
import { SkeletonTable } from '../_components/skeleton-table';
import { LiveRefresh } from '../_live/live-refresh';
import { Pane, TwoPane } from '../_shell/panes';
import { DryRunButton } from './_components/dry-run';
import { Retention } from './_components/retention';

export const metadata: Metadata = { title: 'Retention' };

const readPage = read({ permission: 'retention.read', input: z.object({}), run: readRetention });

/** What is held until when and why, what runs out this month, what may be destroyed, and what was. */
export default async function RetentionPage() {
  await permit('retention.read');
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="Retention"
          bar={
            <Bar
              end={
                <>
                  {isTestMode() && <TestPill />}
                  <DryRunButton />
                </>
              }
            >
              <BarTitle as="h1">Retention</BarTitle>
            </Bar>
          }
        >
          <LiveRefresh topics={['case']}>
            <Suspense fallback={<SkeletonTable label="Loading what is kept" />}>
              <Retention page={readPage({})} />
            </Suspense>
          </LiveRefresh>
        </Pane>
      }
    />
  );
}
