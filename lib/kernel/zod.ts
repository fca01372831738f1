import type { z } from 'zod';
import { type FieldError, type Result, fail, ok } from './problem';

function fieldsOf(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.map((issue) => ({
    field: issue.path.map(String).join('/') || '(body)',
    message: issue.message,
  }));
}

/** More than these are counted and not named: a few megabytes of empty objects would otherwise be answered by gigabytes. */
const NAMED_MAX = 200;

/** Parses outside data; a refusal is an `invalid` Problem that names every offending field, of very many the first 200. */
export function parse<S extends z.ZodType>(schema: S, value: unknown, what = 'The request'): Result<z.output<S>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const { issues } = parsed.error;
  const fields = fieldsOf(issues.slice(0, NAMED_MAX));
  const rest = issues.length > fields.length ? ` The first ${fields.length} are named.` : '';
  return fail('invalid', `${what} has ${issues.length === 1 ? 'a field' : `${issues.length} fields`} that cannot be accepted.${rest}`, fields);
}
