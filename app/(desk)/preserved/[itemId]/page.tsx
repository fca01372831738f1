import type { Metadata } from 'next';
import Link from 'next/link';
import { Bar } from '@/app/_ui/bar';
import { isTestMode } from '@/app/_ui/mode';
import { Pill } from '@/app/_ui/pill';
import { Severity } from '@/app/_ui/severity';
import { TestPill } from '@/app/_ui/test-pill';
import { ok } from '@/lib/kernel';
import { keptItem } from '@/lib/retention';
import { openPreserved } from '@/lib/review';
import { itemInput } from '@/lib/review/schema';
import { permit, read } from '@/lib/web';
import { LiveRefresh } from '../../_live/live-refresh';
import { Pane, StageBody, TwoPane } from '../../_shell/panes';
import { KeptPane } from './_components/kept-pane';
import { PreservedFacts } from './_components/preserved-facts';
import { PreservedFiles } from './_components/preserved-files';

export const metadata: Metadata = { title: 'Preserved item' };

const readPreserved = read({
  permission: 'retention.read',
  input: itemInput,
  run: async (ctx, { itemId }) => {
    const opened = await openPreserved(ctx, { itemId });
    if (!opened.ok) return opened;
    return ok({ item: opened.value, kept: await keptItem(ctx.tx, { caseId: opened.value.caseId, itemId }, ctx.clock.now()) });
  },
});

/** One item that is evidence: why it is kept and until when, and its files, each look at which asks why. */
export default async function PreservedPage({ params }: { params: Promise<{ itemId: string }> }) {
  const { id: viewerId } = await permit('retention.read');
  const { item, kept } = await readPreserved(await params);
  return (
    // Opening it is on record, so that it is drawn anew for its own case alone, and for a wall before the viewer.
    <LiveRefresh topics={['case']} ids={[viewerId, item.caseId]}>
      <TwoPane
        stage={
          <Pane
            kind="stage"
            label="Preserved item"
            bar={
              <>
                <Bar
                  end={
                    <>
                      {item.isTest && <Pill tone="high">Test signal</Pill>}
                      {isTestMode() && <TestPill />}
                    </>
                  }
                >
                  <h1 className="truncate text-muted">
                    Case{' '}
                    <Link href={`/cases/${item.caseId}?tab=items`} prefetch={false} className="font-medium text-text hover:underline">
                      {item.caseNumber}
                    </Link>{' '}
                    · item {item.itemNumber} of {item.itemCount}
                  </h1>
                  <Severity level={item.severity} />
                  <Pill>Preserved</Pill>
                </Bar>
                <PreservedFacts item={item} kept={kept} />
              </>
            }
          >
            <StageBody>
              <PreservedFiles key={item.id} item={item} />
            </StageBody>
          </Pane>
        }
        panel={<KeptPane kept={kept} looks={item.looks} />}
      />
    </LiveRefresh>
  );
}
