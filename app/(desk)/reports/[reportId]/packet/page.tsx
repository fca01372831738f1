import type { Metadata } from 'next';
import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { buttonClass } from '@/app/_ui/button-class';
import { isTestMode } from '@/app/_ui/mode';
import { Section } from '@/app/_ui/section';
import { TestPill } from '@/app/_ui/test-pill';
import { whyNot } from '@/lib/access/schema';
import { packetInput, readPacket } from '@/lib/reporting';
import { permit, read } from '@/lib/web';
import { LiveRefresh } from '../../../_live/live-refresh';
import { Pane, TwoPane } from '../../../_shell/panes';
import { Checklist } from './_components/checklist';
import { CopyAll } from './_components/copy-all';
import { PacketFacts } from './_components/packet-facts';
import { PacketFields } from './_components/packet-fields';
import { PacketFiles } from './_components/packet-files';
import { Reference } from './_components/reference';

export const metadata: Metadata = { title: 'Packet' };

const readView = read({ permission: 'report.hand_in', input: packetInput, run: readPacket });

/** A prepared report for an authority without an API: what its form asks, the files, and the place for its number. */
export default async function PacketPage({ params }: { params: Promise<{ reportId: string }> }) {
  const person = await permit('report.hand_in');
  const view = await readView(await params);
  const { packet } = view;
  return (
    <LiveRefresh topics={['report', 'case']} ids={[view.reportId, view.caseId, person.id]}>
      <TwoPane
        stage={
          <Pane
            kind="stage"
            label="Packet"
            bar={
              <Bar end={isTestMode() && <TestPill />}>
                <Link href="/reports?step=to_hand_in" prefetch={false} className="text-muted hover:underline">
                  Reports
                </Link>
                <BarTitle as="h1">{view.hotline}</BarTitle>
              </Bar>
            }
          >
            <PacketFacts view={view} />
            {packet ? (
              <>
                <Section as="h2" title="The form" end={<CopyAll text={packet.text} />}>
                  <p className="max-w-[72ch] text-muted">{packet.basis}</p>
                  {packet.website !== null && (
                    <a href={packet.website} target="_blank" rel="noreferrer" className={`mt-2 ${buttonClass({ size: 'sm' })}`}>
                      <ExternalLink aria-hidden className="size-3.5" /> Open the authority’s site
                    </a>
                  )}
                </Section>
                <PacketFields sections={packet.sections} />
              </>
            ) : view.isClosed ? (
              <Section as="h2" title="Handed in">
                <p className="max-w-[72ch]">This report is filed. What it said is open to supervisors and to whoever asked for it; its number stands here for everybody who works on the case.</p>
              </Section>
            ) : !view.isSent ? (
              <Section as="h2" title="Not sent">
                <p className="max-w-[72ch]">{view.channel === 'email' ? 'The mailbox' : 'Your own gateway'} did not take this report. Hand it in another way that the authority offers, and enter the number that it gives you.</p>
              </Section>
            ) : (
              <Section as="h2" title="Sent already">
                <p className="max-w-[72ch]">This report went out {view.channel === 'email' ? 'as sealed mail' : 'to your own gateway'}, and no number came back by itself. Enter it when the answer arrives.</p>
              </Section>
            )}
          </Pane>
        }
        panel={
          <Pane kind="panel" label="What to do">
            {packet && !view.isFiled && <Checklist lines={packet.checklist} />}
            {packet && <PacketFiles reportId={view.reportId} files={packet.files} fileIds={view.fileIds} words={packet.filesWords} disabledReason={view.isFiled ? 'The report is filed; nothing is taken along any more.' : (whyNot(person.role, 'report.attach') ?? undefined)} />}
            <Reference reportId={view.reportId} label={view.reference.label} hint={view.reference.hint} receipt={view.receipt} isTest={view.isTest} />
          </Pane>
        }
      />
    </LiveRefresh>
  );
}
