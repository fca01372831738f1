import type { Draft, ItemFacts, Report, ReportFacts } from '@/lib/hotlines';
import { REPORT_ANNOTATIONS } from '@/lib/hotlines/schema';
import { incidentTypeOf } from '../schema';
import { momentText } from '../words';

type Summary = Draft<Report['incidentSummary']>;

/** What is said once is said of the first item; annotations and dangers are those of all. */
export function incidentSummary({ now, platform, items }: ReportFacts, first: ItemFacts): Summary {
  const annotations = REPORT_ANNOTATIONS.filter((name) => items.some(({ decision }) => decision.annotations.includes(name)));
  // The hotline refuses the future, and a platform's clock may run ahead of ours.
  const isAhead = first.occurredAt.at.getTime() >= now.getTime();
  return {
    // Nothing unreportable gets here (createReport asks); an empty type is left to the grammar's validator to name.
    incidentType: typeOf(first) ?? '',
    platform,
    escalateToHighPriority: escalation(items),
    reportAnnotations: annotations.length > 0 ? Object.fromEntries(annotations.map((name) => [name, true])) : undefined,
    incidentDateTime: isAhead ? new Date(now.getTime() - 1000).toISOString() : momentText(first.occurredAt),
    incidentDateTimeDescription: [
      isAhead
        ? `Time at which the report was made; the platform gave ${momentText(first.occurredAt)}, which had not come yet.`
        : 'Time of the flagged event as the platform gave it.',
      ...(items.length > 1 ? [`The report covers ${items.length} flagged events; each is named with its time at the end.`] : []),
    ].join(' '),
  };
}

/** The incident type of one item: the reviewer's choice, else the one that its outcome has. */
export function typeOf({ decision }: ItemFacts): string | null {
  return decision.incidentType ?? incidentTypeOf(decision.outcome);
}

/** Supplying any text is what escalates, so there is none without danger now. */
function escalation(items: readonly ItemFacts[]): string | undefined {
  const kinds = [...new Set(items.flatMap(({ decision }) => decision.dangerNow))].map((kind) => kind.replaceAll('_', ' '));
  if (kinds.length === 0) return undefined;
  const reasons = items.filter(({ decision }) => decision.dangerNow.length > 0).flatMap(({ decision }) => decision.dangerReason || []);
  return [`Danger now: ${kinds.join(', ')}.`, ...new Set(reasons)].join(' ');
}
