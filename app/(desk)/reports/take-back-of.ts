import type { ReportRow } from '@/lib/reporting';

/**
 * What goes with a report that is taken back: the whole click with its decision; this report alone, since another of the
 * decision has left; the viewer's report on another's decision; or what adds to a filed report.
 */
export type TakeBackKind = 'click' | 'alone' | 'anothers' | 'addition';

type Standing = Pick<ReportRow, 'id' | 'state' | 'supplementOfId'>;

const isHere = ({ state }: Standing) => state === 'draft' || state === 'awaiting_approval' || state === 'waiting';

/**
 * Whether, and how, the viewer can take a report back; null when they cannot. It follows the desk's own rule, which decides.
 * @param others the reports of the same decision, wherever they go.
 */
export function takeBackOf(report: Standing & Pick<ReportRow, 'createdById'>, others: readonly Standing[], viewer: { readonly id: string; readonly isDecider: boolean }): TakeBackKind | null {
  if (report.createdById !== viewer.id || !isHere(report)) return null;
  if (report.supplementOfId !== null) return 'addition';
  if (!viewer.isDecider) return 'anothers';
  const hasLeft = others.some((other) => other.id !== report.id && other.supplementOfId === null && other.state !== 'withdrawn' && !isHere(other));
  if (!hasLeft) return 'click';
  return report.state === 'draft' ? 'alone' : null;
}
