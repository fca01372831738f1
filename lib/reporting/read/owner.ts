import type { ReportState } from '../schema';

/** Who has to act next on a report, in words; null once there is nothing to do. Nothing waits without an owner. */
export function ownerOf(state: ReportState, createdBy: string): string | null {
  switch (state) {
    case 'filed':
    case 'withdrawn':
      return null;
    case 'draft':
      return `${createdBy}, who asked for it`;
    case 'refused':
      return `${createdBy}, who asked for it, or a supervisor`;
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
