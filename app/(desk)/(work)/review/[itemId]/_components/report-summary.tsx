import type { ReportPlan } from '@/lib/reporting';
import { approvalWords, contentsWords, routeWords } from '../plan-words';

interface ReportSummaryProps {
  plan: ReportPlan;
  contents: Parameters<typeof contentsWords>[0];
}

/** What the button will do, in words and before it is pressed: what is sent, where and why, and who has to agree. */
export function ReportSummary({ plan, contents }: ReportSummaryProps) {
  return (
    <div className="grid gap-1 text-sm text-muted">
      <p>{contentsWords(contents)}</p>
      <ul className="grid gap-1">
        {plan.routes.map((route) => (
          <li key={route.hotline}>
            <span className="font-medium text-text">{routeWords(route, plan.isTest)}</span> {route.reason}
          </li>
        ))}
      </ul>
      <p>{approvalWords(plan)}</p>
      {plan.leftOut.length > 0 && (
        <details>
          <summary className="min-h-6 w-fit content-center rounded-sm">Where it does not go</summary>
          <ul className="mt-1 grid gap-1 pl-4">
            {plan.leftOut.map(({ hotline, name, reason }) => (
              <li key={hotline} className="list-disc">
                <span className="text-text">{name}.</span> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
