import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { buttonClass } from '@/app/_ui/button-class';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { readReview } from '@/lib/audit';
import { reviewQuery } from '@/lib/audit/schema';
import { permit, read } from '@/lib/web';
import { type Query, readQuery } from '../../_components/query';
import { SkeletonTable } from '../../_components/skeleton-table';
import { LiveRefresh } from '../../_live/live-refresh';
import { Pane, TwoPane } from '../../_shell/panes';
import { WeekPanel } from './_components/week-panel';
import { WeeksTable } from './_components/weeks-table';

export const metadata: Metadata = { title: 'Weekly review' };

const readWeeks = read({ permission: 'audit.read', input: reviewQuery, run: readReview });

/** The trail week by week: what each holds, what is worth a look, and who has signed it off. */
export default async function ReviewPage({ searchParams }: { searchParams: Query }) {
  await permit('audit.read');
  const query = reviewQuery.safeParse(await readQuery(searchParams));
  if (!query.success) notFound();
  const review = readWeeks(query.data);
  return (
    <LiveRefresh topics={[]}>
      <TwoPane
        stage={
          <Pane
            kind="stage"
            label="Weekly review"
            bar={
              <Bar
                end={
                  <>
                    {isTestMode() && <TestPill />}
                    <Link href="/audit" prefetch={false} className={buttonClass()}>
                      Audit trail
                    </Link>
                  </>
                }
              >
                <BarTitle as="h1">Weekly review</BarTitle>
              </Bar>
            }
          >
            <Suspense fallback={<SkeletonTable label="Loading the weeks" rows={6} />}>
              <WeeksTable review={review} />
            </Suspense>
          </Pane>
        }
        panel={
          <Suspense fallback={<Pane kind="panel" label="Week" bar={<Bar>Week</Bar>}>{null}</Pane>}>
            <WeekPanel review={review} />
          </Suspense>
        }
      />
    </LiveRefresh>
  );
}
