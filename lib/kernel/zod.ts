import type { z } from 'zod';
import { type FieldError, type Result, fail, ok } from './problem';

function fieldsOf(issues: readonly z.core.$ZodIssue[], prefix: readonly PropertyKey[] = []): FieldError[] {
  return issues.map((issue) => ({
    field: [...prefix, ...issue.path].map(String).join('/') || '(body)',
    message: issue.message,
  }));
}

/** Parses outside data; a refusal is an `invalid` Problem that names every offending field. */
export function parse<S extends z.ZodType>(schema: S, value: unknown, what = 'The request'): Result<z.output<S>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const fields = fieldsOf(parsed.error.issues);
  return fail('invalid', `${what} has ${fields.length === 1 ? 'a field' : `${fields.length} fields`} that cannot be accepted.`, fields);
}
