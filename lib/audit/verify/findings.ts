/** What can be wrong with a log, each with what it means. */
const FINDINGS = {
  no_checkpoint: 'There is no checkpoint, or it cannot be read. Without one nothing that the log holds is vouched for.',
  bad_signature: 'A checkpoint is not signed by the log’s key. Somebody without the key made or changed it.',
  other_log: 'The checkpoint is of another log than the one asked for.',
  wrong_root: 'A checkpoint was signed over another tree than these entries give. The log was rebuilt, or its key signed a lie.',
  leaf_changed: 'An entry is not the one that was put into the log: its bytes, or its place, were changed afterwards.',
  leaf_missing: 'An entry of the log is gone. Its hash shows that it was there.',
  month_missing: 'The events of a whole month are gone, and nobody said that they would be. Where it was detached on purpose, name it: --detached.',
  bundle_changed: 'A bundle of entries is none: it ends within one, or holds more than belong into it.',
  tile_changed: 'A stored hash of the tree does not follow from the entries below it.',
  tile_missing: 'A part of the tree is gone.',
  column_changed: 'The searchable columns of an event say something else than the entry that is proven. What people see on the page was changed.',
  wrong_place: 'The register of places names another event than the one in the log at this index.',
  misplaced: 'A checkpoint is kept as one over another number of entries than it says.',
  gap: 'The indexes are not dense: a place is missing or given twice.',
  not_in_log: 'An event was written and is neither in the log nor waiting for it.',
  shortened: 'The log is shorter than a witness remembers it. Its end was cut off.',
  forked: 'The log does not continue what a witness saw before: there are two versions of the past.',
} as const;
export type FindingCode = keyof typeof FINDINGS;

export interface Finding {
  readonly code: FindingCode;
  /** The first index that is wrong, where the fault has one. */
  readonly index?: number;
  /** Which field, tile, checkpoint or witness. */
  readonly what?: string;
}

export function findingWords({ code, index, what }: Finding): string {
  const where = [index !== undefined && `entry ${index}`, what].filter(Boolean).join(', ');
  return `${where === '' ? '' : `At ${where}: `}${FINDINGS[code]}`;
}
