import { type FieldError, type Problem, type Result, fail, ok } from '@/lib/kernel';
import { canonical } from './canonical';
import { parseItem } from './parse-item';
import { mediaOf, namedOf } from './rules';
import { DEPTH_MAX, FILES_MAX, type ItemInput, VALUES_MAX } from './schema';
import { excessOf } from './size';
import { warningsOf } from './warnings';

/** An item that is well-formed by itself; what it refers to has not been looked up yet. */
export interface WellFormed {
  /** Its place in the request. */
  readonly index: number;
  readonly input: ItemInput;
  /** The whole submission as sent, fields unknown to us included. */
  readonly body: string;
  readonly warnings: readonly FieldError[];
}

export interface Prepared extends WellFormed {
  /** Keyed, so that the digest kept with an item cannot be used to guess at a short message. */
  readonly digest: Uint8Array<ArrayBuffer>;
}

export interface Refused {
  readonly index: number;
  readonly problem: Problem;
}

/** Senders who are neither the subject nor a participant: a message of nobody cannot be reported. */
function strangers({ subject, participants, messages }: ItemInput): FieldError[] {
  const present = new Set([subject.externalId, ...participants.map(({ externalId }) => externalId)]);
  return messages.flatMap(({ senderId }, at) =>
    present.has(senderId) ? [] : [{ field: `messages/${at}/senderId`, message: 'Is neither the subject nor a participant' }],
  );
}

/**
 * Reads one item of a request that holds `items` of them: 400 for fields of the wrong form, 413 for more than an item
 * can hold, 422 for fields that contradict each other.
 */
export function prepare(raw: unknown, index: number, items = 1): Result<WellFormed> {
  const excess = excessOf(raw);
  if (excess === 'deep') return fail('invalid', 'The item is nested too deeply.', [{ field: '(body)', message: `At most ${DEPTH_MAX} levels` }]);
  if (excess === 'many') return fail('too_large', 'The item holds too many values.', [{ field: '(body)', message: `At most ${VALUES_MAX} values` }]);
  const parsed = parseItem(raw, namedOf(items));
  if (!parsed.ok) return parsed;
  const errors = strangers(parsed.value).slice(0, namedOf(items));
  if (errors.length > 0) return fail('unprocessable', 'The item names senders who are not part of it.', errors);
  if (mediaOf(parsed.value).length > FILES_MAX) {
    return fail('unprocessable', `An item may have at most ${FILES_MAX} files; send the rest as items of their own.`, [{ field: 'messages', message: `At most ${FILES_MAX} files in all` }]);
  }
  const body = canonical(raw);
  return ok({ index, input: parsed.value, body, warnings: warningsOf(parsed.value) });
}
