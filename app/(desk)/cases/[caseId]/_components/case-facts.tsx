import { Fact, Facts } from '@/app/_ui/facts';
import { TimeText } from '@/app/_ui/time-text';
import type { ReportRow } from '@/lib/reporting';
import { funnelStepOf } from '@/lib/reporting/schema';
import { itemsWords, openReportsWords } from '../case-words';
import type { WholeCase } from '../read-case';

/** Subject, items, what was reported and how long all of it is kept. */
export function CaseFacts({ whole: { view, reports, kept } }: { whole: WholeCase }) {
  const files = view.items.reduce((sum, item) => sum + item.files, 0);
  return (
    <Facts label="Facts of the case" kind="strip">
      <Fact
        label="Subject"
        value={view.subject}
        detail={
          <>
            {view.platform}, since <TimeText at={view.openedAt} form="date" />
          </>
        }
      />
      <Fact label="Items" value={itemsWords(view.items)} detail={files === 0 ? 'text only' : `${files} file${files === 1 ? '' : 's'}`} />
      <Reported reports={reports} />
      <Fact
        label="Kept until"
        value={kept.until ? <TimeText at={kept.until} form="date" /> : kept.keepers.length > 0 ? 'No date yet' : 'Nothing keeps it'}
        detail={kept.keepers.length > 0 ? kept.keepers.map(({ words }) => <span key={words} className="block">{words}</span>) : undefined}
      />
    </Facts>
  );
}

function Reported({ reports }: { reports: readonly ReportRow[] }) {
  const filed = reports.filter(({ receipt }) => receipt !== null);
  const open = reports.filter(({ state }) => !['filed', 'withdrawn'].includes(funnelStepOf(state)));
  const latest = filed.at(-1);
  const still = openReportsWords(open);
  if (!latest?.filedAt) {
    if (open.length === 0) return <Fact label="Reported" value="Not reported" />;
    return <Fact label="Reported" value="Not filed yet" detail={open.length === 1 ? still : `${open.length} reports: ${still}`} />;
  }
  return (
    <Fact
      label="Reported"
      value={filed.map(({ id, hotlineName, receipt }) => (
        <span key={id} className="block">
          {hotlineName} {receipt}
        </span>
      ))}
      detail={
        <>
          <TimeText at={latest.filedAt} />
          {latest.isTest && ', test'}
          {open.length > 0 && (
            <span className="block">
              {open.length} more: {still}
            </span>
          )}
        </>
      }
    />
  );
}
