import { formatSpan } from '@/app/_ui/format-time';
import type { ReportRow } from '@/lib/reporting';
import { funnelStepOf } from '@/lib/reporting/schema';

const files = (count: number) => `${count} file${count === 1 ? '' : 's'}`;

/** Where a report goes, as it is said in a sentence. */
export function whereTo({ hotlineName, isTest, channel }: Pick<ReportRow, 'hotlineName' | 'isTest' | 'channel'>): string {
  return isTest && channel === 'api' ? `the sandbox hotline for ${hotlineName}` : hotlineName;
}

function toHandIn({ channel, remindAt }: ReportRow): string {
  if (channel === 'portal') return 'Prepared and not filed: a person hands it in and enters the authority’s reference.';
  return `Sent, and not confirmed: a person enters the authority’s reference when it comes${remindAt ? ', and is reminded until then' : ''}. Should it not have arrived, it can be sent again.`;
}

/**
 * What is known about a report's progress and what anyone has to do, in a sentence; null where the state says it all.
 * Nothing here may sound finished before the hotline said so.
 */
export function progressWords(report: ReportRow): string | null {
  switch (funnelStepOf(report.state)) {
    case 'to_approve':
      return `Nothing was sent yet; a second person has to agree first. ${report.approvalReason ?? ''}`.trim();
    case 'to_hand_in':
      return toHandIn(report);
    case 'waiting':
      return 'Nothing was sent yet; it can still be undone.';
    case 'on_its_way':
      if (report.retryAt) return `Attempt ${report.attempts} failed. The desk tries again by itself; nobody has to do anything.`;
      return report.files > 0 ? `${report.filesSent} of ${files(report.files)} sent. Not filed until the receipt is here.` : 'Not filed until the receipt is here.';
    case 'stuck':
      if (report.state === 'draft') return 'Nothing was sent. A second person sent it back; it is put right and asked for again, or withdrawn.';
      // With a refusal the desk already says what to do; said twice it only makes the row longer.
      if (report.state === 'refused') return null;
      return report.channel === 'api'
        ? 'Nothing is lost: it waits here, and sending it again never files it twice.'
        : 'Nothing is lost: it waits here. It is sent again under the same number; the other side can tell a repetition.';
    case 'filed':
      return report.isTest ? 'Filed as a test; no authority received it.' : null;
    case 'withdrawn':
      return 'Undone before anything was sent.';
  }
}

/** How long it took from knowing to filing, for a filed report: `12 minutes after it was known`. */
export function filedAfter({ knownAt, filedAt }: Pick<ReportRow, 'knownAt' | 'filedAt'>): string | null {
  return filedAt === null ? null : `${formatSpan(Date.parse(filedAt) - Date.parse(knownAt)).long} after it was known`;
}
