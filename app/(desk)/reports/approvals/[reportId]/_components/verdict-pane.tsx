import Link from 'next/link';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { ApprovalSheet } from '@/lib/reporting';
import { REPORT_STATES } from '@/lib/reporting/schema';
import { Pane, PaneFoot } from '../../../../_shell/panes';
import { FirstPerson } from './first-person';
import { SecondPerson } from './second-person';

function Foot({ sheet, undoSeconds }: { sheet: ApprovalSheet; undoSeconds: number }) {
  if (sheet.mayAskAgain) return <FirstPerson reportId={sheet.id} createdBy={sheet.createdBy} isMine={sheet.isMine} isAddition={sheet.isAddition} />;
  if (sheet.state === 'awaiting_approval') return <SecondPerson reportId={sheet.id} createdBy={sheet.createdBy} hotlineName={sheet.hotlineName} isTest={sheet.isTest} undoSeconds={undoSeconds} off={sheet.off} />;
  return (
    <PaneFoot>
      <p className="font-medium">{REPORT_STATES[sheet.state]}</p>
      <p className="text-sm text-muted">
        Nobody has to agree to it now. <Link href="/reports" prefetch={false} className="text-accent underline">All reports</Link> say where it stands.
      </p>
    </PaneFoot>
  );
}

/** Why a second person is asked, what is missing, what was said before, and the answers. */
export function VerdictPane({ sheet, undoSeconds }: { sheet: ApprovalSheet; undoSeconds: number }) {
  const { gaps, verdicts } = sheet;
  return (
    <Pane kind="panel" label="Agree or send back" foot={<Foot sheet={sheet} undoSeconds={undoSeconds} />}>
      <Section as="h2" title="Why two agree to it">
        <p>{sheet.why}</p>
        {sheet.routeReason && <p className="pt-1.5 text-sm text-muted">{sheet.routeReason}</p>}
      </Section>
      <Section as="h2" title="What investigators would miss">
        {gaps.length === 0 ? (
          <p className="text-muted">Nothing: all that they need is in it.</p>
        ) : (
          <ul className="grid gap-2">
            {gaps.map(({ key, label, howToClose }) => <li key={key}>{label}<span className="block text-sm text-muted">{howToClose}</span></li>)}
          </ul>
        )}
      </Section>
      {verdicts.length > 0 && (
        <Section as="h2" title="Said before">
          <ul className="grid gap-2">
            {verdicts.map(({ by, at, isApproved, reason }) => (
              <li key={at}>
                <span className="text-sm text-muted">{by} {isApproved ? 'agreed' : 'sent it back'}, <TimeText at={at} /></span>
                {reason && <span className="block wrap-anywhere whitespace-pre-line">{reason}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section as="h2" title="More">
        <p className="text-sm text-muted">
          <Link href={`/cases/${sheet.caseId}`} prefetch={false} className="text-accent underline">Case {sheet.caseNumber}</Link> has its history and notes.
        </p>
      </Section>
    </Pane>
  );
}
