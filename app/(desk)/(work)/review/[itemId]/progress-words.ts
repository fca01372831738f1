import type { ReportRow } from '@/lib/reporting';
import { REPORT_STATES, type ReportState, isStopped } from '@/lib/reporting/schema';

/** One step of a report's way, in words; nothing is `done` before it is. */
export interface Step {
  readonly label: string;
  readonly is: 'done' | 'now' | 'stopped' | 'next';
}

type Followed = Pick<ReportRow, 'channel' | 'state' | 'approvalReason' | 'files' | 'filesSent'>;

const WAYS: Readonly<Record<ReportRow['channel'], readonly [string, string, string]>> = {
  api: ['Queued', 'Sent', 'Receipt'],
  webhook: ['Queued', 'Sent', 'Receipt'],
  email: ['Queued', 'Sent', 'Reference'],
  portal: ['Prepared', 'Handed in', 'Reference'],
};

/** Which of the three steps a report is at; -1 before the first, 3 after the last. */
function placeOf({ state, channel }: Followed): number {
  switch (state) {
    case 'draft':
    case 'awaiting_approval':
    case 'withdrawn':
      return -1;
    case 'waiting':
      return 0;
    case 'awaiting_reference':
      return channel === 'portal' ? 1 : 2;
    case 'filed':
      return 3;
    default:
      return 1;
  }
}

/** The steps of a report from the click to the authority's number. A second person is a step where one has to agree. */
export function stepsOf(report: Followed): readonly Step[] {
  const place = placeOf(report);
  const here = isStopped(report.state) ? 'stopped' : 'now';
  const steps = WAYS[report.channel].map((label, index): Step => ({ label, is: index < place ? 'done' : index === place ? here : 'next' }));
  if (report.approvalReason === null) return steps;
  return [{ label: 'Agreed by two', is: place === -1 ? here : 'done' }, ...steps];
}

const SENDING: readonly ReportState[] = ['uploading', 'describing', 'finishing'];

/** Where a report stands, with how much of it has left. */
export function standWords(report: Followed): string {
  const words = REPORT_STATES[report.state];
  return SENDING.includes(report.state) && report.files > 0 ? `${words}: ${report.filesSent} of ${report.files} sent` : words;
}

/** What the desk does by itself once nothing can be undone any more. None of it is filed yet then. */
const AFTER_UNDO: Readonly<Record<ReportRow['channel'], string>> = {
  api: 'sent, and filed when its receipt is on the case',
  webhook: 'sent, and filed when its receipt is on the case',
  email: 'sent as a mail, and filed when the authority’s reference is entered',
  portal: 'prepared for a person to hand in, and filed when the authority’s reference is entered',
};

/** What becomes of reports after the time to undo, by how each goes: `When the time to undo is over, it is sent, and …`. */
export function afterUndoWords(channels: readonly ReportRow['channel'][]): string {
  const [first = '', ...more] = new Set(channels.map((channel) => AFTER_UNDO[channel]));
  const them = channels.length === 1 ? 'it is' : more.length === 0 ? 'each is' : 'one is';
  return `When the time to undo is over, ${them} ${[first, ...more.map((words) => `another is ${words}`)].join('; ')}.`;
}
