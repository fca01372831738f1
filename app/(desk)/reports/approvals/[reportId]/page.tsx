import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { Bar } from '@/app/_ui/bar';
import { ModePill } from '@/app/_ui/mode-pill';
import { config } from '@/lib/kernel';
import { openApproval } from '@/lib/reporting';
import { permit, read } from '@/lib/web';
import { notFound } from 'next/navigation';
import { LiveRefresh } from '../../../_live/live-refresh';
import { Pane, TwoPane } from '../../../_shell/panes';
import { SheetBody } from './_components/sheet-body';
import { VerdictPane } from './_components/verdict-pane';

export const metadata: Metadata = { title: 'A report to agree to' };

const readSheet = read({ permission: 'report.approve', input: z.object({ reportId: z.uuid() }), run: openApproval });

/** One report before its second person: everything that would be sent as facts, and the two answers. */
export default async function ApprovalPage({ params }: { params: Promise<{ reportId: string }> }) {
  const person = await permit('report.approve');
  const { reportId } = await params;
  if (!z.uuid().safeParse(reportId).success) notFound();
  const sheet = await readSheet({ reportId });
  return (
    <LiveRefresh topics={['report', 'case']} ids={[reportId, person.id]}>
      <TwoPane
        stage={
          <Pane
            kind="stage"
            label={`Report of case ${sheet.caseNumber}`}
            bar={
              <Bar end={<ModePill isTest={sheet.isTest} />}>
                <h1 className="truncate text-muted">
                  <Link href="/reports/approvals" prefetch={false} className="hover:text-text hover:underline">
                    To agree to
                  </Link>{' '}
                  / <span className="font-medium text-text">{sheet.caseNumber} to {sheet.hotlineName}</span>
                </h1>
              </Bar>
            }
          >
            <SheetBody sheet={sheet} />
          </Pane>
        }
        panel={<VerdictPane sheet={sheet} undoSeconds={config().REPORT_UNDO_SECONDS} />}
      />
    </LiveRefresh>
  );
}
