'use client';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { Button } from '@/app/_ui/button';
import { Fact, Facts } from '@/app/_ui/facts';
import { useShortcut } from '@/app/_ui/keyboard';
import { useToast } from '@/app/_ui/toast';
import { whyNotLook } from '@/lib/access/schema';
import { completenessOf, type CompletenessFacts, incidentTypeOf } from '@/lib/reporting/schema';
import type { ReportRow, SentBack } from '@/lib/reporting';
import { POLICY_VERSION, type ReviewItem } from '@/lib/review/schema';
import { attempt } from '../../../../_components/attempt';
import { KeptRemark } from '../../../../_components/kept-remark';
import { PANEL_ID, Pane, PaneFoot, StageBody } from '../../../../_shell/panes';
import { useLimits } from '../../../../wellness/_components/use-limits';
import { take } from '../../../queue/actions';
import { AlsoItems } from './also-items';
import { Conversation } from './conversation';
import { DecisionForm } from './decision-form';
import { DecidedPanel } from './decided-panel';
import { DecisionFoot, type Filing } from './decision-foot';
import { useDecision } from './use-decision';
import type { Plans } from './use-plan';
import { LeaseClock } from './lease-clock';
import type { Viewer } from './report-progress';
import { MediaViewer } from '../../../../_media/media-viewer';
import { Signals } from './signals';

interface WorkbenchProps {
  item: ReviewItem;
  outlook: CompletenessFacts;
  plans: Plans;
  reports: readonly ReportRow[];
  sentBack: readonly SentBack[];
  viewer: Viewer;
  now: string;
  filing: Filing;
  bar: ReactNode;
}

/** Stage and panel of one item. Content and decision are for whoever holds it; the facts are for all who may review. */
export function Workbench({ item, outlook, plans, reports, sentBack, viewer, now, filing, bar }: WorkbenchProps) {
  const router = useRouter();
  const { notify } = useToast();
  const [file, setFile] = useState(0);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [whyLost, setWhyLost] = useState<string>();
  const [isTaking, startTaking] = useTransition();
  const limits = useLimits();
  const decision = useDecision(item);
  const { draft, change } = decision;
  const isDecided = item.state === 'decided';
  const offReason = whyNotLook(item);
  // One that was taken or decided meanwhile is no longer offered.
  const also = item.others.flatMap(({ id }) => (chosen.includes(id) ? [id] : []));

  const lost = (description: string) => {
    // It happens when nobody is looking, so a notice that goes by itself is not enough.
    setWhyLost(description);
    notify({ title: 'This item is no longer yours', description });
    router.refresh();
  };
  const takeIt = () =>
    startTaking(async () => {
      const result = await attempt(() => take({ itemId: item.id }));
      if (limits.meets(result, takeIt)) return;
      if (result.ok) setWhyLost(undefined);
      else notify({ title: 'The item was not taken', description: result.message });
      router.refresh();
    });
  // The button that was pressed leaves with its panel; what takes its place gets the focus, not the top of the page.
  const wasMine = useRef(item.isMine);
  useEffect(() => {
    if (wasMine.current !== item.isMine && document.activeElement === document.body) document.getElementById(PANEL_ID)?.focus({ preventScroll: true });
    wasMine.current = item.isMine;
  }, [item.isMine]);
  const canTake = !item.isMine && !isDecided && !item.heldBy;
  useShortcut('t', takeIt, { label: 'Take this item', group: 'This item', enabled: canTake });

  const checks = completenessOf({
    ...outlook,
    incidentType: draft.outcome ? incidentTypeOf(draft.outcome) : null,
    files: outlook.files.map((each, index) => ({ ...each, industryClass: draft.files[index]?.industryClass ?? null })),
  });

  return (
    <>
      <Pane kind="stage" label="Item" bar={bar} isFocusable={false}>
        <StageBody>
          <Facts label="Facts">
            <Fact label="Matched" value={item.matched.title} detail={item.matched.detail} />
            <Fact label="Earlier decisions" value={item.earlier.title} detail={item.earlier.detail} />
            <Fact label="Copies" value={item.copies.title} detail={item.copies.detail} />
            <Fact label="Viewing" value={item.viewing.title} detail={item.viewing.detail} />
          </Facts>
          {item.files.length > 0 && <MediaViewer item={item} selected={file} onSelect={setFile} disabledReason={offReason} />}
          <p className="text-right text-sm text-faint">Peeks, reveals and unfolded messages are recorded.</p>
          <Signals signals={item.signals} />
          <Conversation item={item} disabledReason={item.mayRead ? undefined : offReason} />
        </StageBody>
      </Pane>
      {item.isMine ? (
        <Pane
          kind="panel"
          label="Decision"
          isFocusable={false}
          bar={
            <Bar end={<KeptRemark kept={decision.kept} otherwise={`Policy ${POLICY_VERSION}`} />}>
              <BarTitle>Decision</BarTitle>
            </Bar>
          }
          foot={
            <>
              <DecisionFoot item={item} decision={decision} also={also} checks={checks} plans={plans} filing={filing} />
              {item.leaseUntil && <LeaseClock key={item.leaseUntil} itemId={item.id} leaseUntil={item.leaseUntil} now={now} onLost={lost} />}
            </>
          }
        >
          <DecisionForm draft={draft} onChange={change} selected={file} files={item.files} sendsClass={filing.sendsClass}>
            {item.others.length > 0 && <AlsoItems others={item.others} chosen={also} onChange={setChosen} />}
          </DecisionForm>
        </Pane>
      ) : (
        <Pane
          kind="panel"
          label="Decision"
          bar={
            <Bar>
              <BarTitle>Decision</BarTitle>
            </Bar>
          }
          foot={
            canTake ? (
              <PaneFoot>
                <Button variant="primary" size="lg" isWide kbd="t" isPending={isTaking} onClick={takeIt}>
                  Take this item
                </Button>
                {item.spared.length > 0 && <p className="text-sm text-high">You asked not to be given items like this: {item.spared.join(', ')}. You can take it all the same.</p>}
                <p className="text-sm text-faint">It is yours alone while you work on it.</p>
                {limits.dialog}
              </PaneFoot>
            ) : undefined
          }
        >
          <DecidedPanel item={item} reports={reports} sentBack={sentBack} viewer={viewer} whyLost={whyLost} />
        </Pane>
      )}
    </>
  );
}
