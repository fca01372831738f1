import type { UnreadableCode } from '../schema';
import type { Ended } from './limited';

const REASONS: readonly (readonly [words: RegExp, code: UnreadableCode])[] = [
  [/exceeds specified max pixel count|Picture size \d+x\d+ is invalid/i, 'too_many_pixels'],
  [/not in whitelist|no decoder found|Decoder \(codec [^)]*\) not found|Unknown decoder|Could not find codec parameters/i, 'no_decoder'],
];

/** Why nothing came of a file, from how its decoder ended. */
export function reasonOf(end: Ended): UnreadableCode {
  if (end.how === 'too_slow' || end.how === 'too_much_memory') return end.how;
  return REASONS.find(([words]) => words.test(end.words))?.[1] ?? 'damaged';
}
