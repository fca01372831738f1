import type { ReportRow } from '@/lib/reporting';
import { funnelStepOf } from '@/lib/reporting/schema';

/** A hotline's name as people say it. */
export function hotlineName(hotline: string): string {
  return hotline.toUpperCase();
}

const files = (count: number) => `${count} file${count === 1 ? '' : 's'}`;

/**
 * What is known about a report's progress and what anyone has to do, in a sentence; null where the state says it all.
 * Nothing here may sound finished before the hotline said so.
 */
export function progressWords(report: ReportRow): string | null {
  switch (funnelStepOf(report.state)) {
    case 'to_approve':
      return 'Nothing was sent yet; a second person has to agree first.';
    case 'to_hand_in':
      return 'Prepared and not filed: a person hands it in and enters the authority’s reference.';
    case 'waiting':
      return 'Nothing was sent yet; it can still be undone.';
    case 'on_its_way':
      if (report.retryAt) return `Attempt ${report.attempts} failed. The desk tries again by itself; nobody has to do anything.`;
      return report.files > 0 ? `${report.filesSent} of ${files(report.files)} sent. Not filed until the receipt is here.` : 'Not filed until the receipt is here.';
    case 'stuck':
      // With a refusal the desk already says what to do; said twice it only makes the row longer.
      return report.state === 'refused' ? null : 'Nothing is lost: it waits here, and sending it again never files it twice.';
    case 'filed':
      return report.isTest ? 'Filed with the sandbox hotline, as a test.' : null;
    case 'withdrawn':
      return 'Undone before anything was sent.';
  }
}
