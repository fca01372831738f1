import type { z } from 'zod';
import { type FieldError, type Problem, type Result, fail, ok } from './problem';

function fieldsOf(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.map((issue) => ({
    field: issue.path.map(String).join('/') || '(body)',
    message: issue.message,
  }));
}

/** More than these are counted and not named: a few megabytes of empty objects would otherwise be answered by gigabytes. */
const NAMED_MAX = 200;

/**
 * What is answered about data that does not fit: an `invalid` Problem that names every offending field, of very many
 * the first. `isCut` when the reader stopped looking, so that even their number is not known.
 */
export function refusal(issues: readonly z.core.$ZodIssue[], what: string, { namedMax = NAMED_MAX, isCut = false } = {}): { ok: false; problem: Problem } {
  const fields = fieldsOf(issues.slice(0, namedMax));
  const rest = issues.length > fields.length ? ` The first ${fields.length} are named.` : '';
  const count = isCut ? 'very many fields' : issues.length === 1 ? 'a field' : `${issues.length} fields`;
  return fail('invalid', `${what} has ${count} that cannot be accepted.${rest}`, fields);
}

/** Parses outside data; a refusal is an `invalid` Problem that names every offending field, of very many the first 200. */
export function parse<S extends z.ZodType>(schema: S, value: unknown, what = 'The request'): Result<z.output<S>> {
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : refusal(parsed.error.issues, what);
}
