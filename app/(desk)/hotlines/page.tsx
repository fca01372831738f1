import type { Metadata } from 'next';
import { Suspense } from 'react';
import { z } from 'zod';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { isTestMode } from '@/app/_ui/mode';
import { ModePill } from '@/app/_ui/mode-pill';
import { TestPill } from '@/app/_ui/test-pill';
import { whyNot } from '@/lib/access/schema';
import { readHotlinesPage } from '@/lib/reporting';
import { permit, read } from '@/lib/web';
import { SkeletonTable } from '../_components/skeleton-table';
import { LiveRefresh } from '../_live/live-refresh';
import { Pane, TwoPane } from '../_shell/panes';
import { Settings } from './_components/settings';

export const metadata: Metadata = { title: 'Hotlines' };

const readPage = read({ permission: 'hotline.read', input: z.object({}), run: readHotlinesPage });

/** How hotlines are reached, for tests and for real apart; when a second person has to agree; where platforms are told. */
export default async function HotlinesPage() {
  const person = await permit('hotline.read');
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="Hotlines"
          bar={
            <Bar end={isTestMode() ? <TestPill /> : <ModePill isTest={false} />}>
              <BarTitle as="h1">Hotlines</BarTitle>
            </Bar>
          }
        >
          <LiveRefresh topics={['access']}>
            <Suspense fallback={<SkeletonTable label="Loading the hotlines" rows={6} />}>
              <Settings page={readPage({})} manageOff={whyNot(person.role, 'hotline.manage') ?? undefined} />
            </Suspense>
          </LiveRefresh>
        </Pane>
      }
    />
  );
}
