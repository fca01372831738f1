import type { ReportState } from '../schema';

/**
 * Who has to act next on a report, in words; null once there is nothing to do. Nothing waits without an owner.
 * @param isGone whether whoever asked for it is disabled or kept away by now, so that a supervisor takes their place.
 */
export function ownerOf(state: ReportState, createdBy: string, isGone: boolean): string | null {
  switch (state) {
    case 'filed':
    case 'withdrawn':
      return null;
    case 'draft':
      return isGone ? `A supervisor, since ${createdBy} is not there` : `${createdBy}, who asked for it`;
    case 'refused':
      return isGone ? `A supervisor, since ${createdBy} is not there` : `${createdBy}, who asked for it, or a supervisor`;
    case 'needs_attention':
      return 'A supervisor';
    case 'awaiting_approval':
      return `A second person, not ${createdBy}`;
    case 'awaiting_reference':
      return 'Whoever hands it in, and enters the reference';
    case 'waiting':
      return `The desk, by itself; until then ${createdBy} can undo it`;
    default:
      return 'The desk, by itself';
  }
}
