import { expect, test } from 'vitest';
import { z } from 'zod';
import { parse } from './zod';

const schema = z.object({ rows: z.array(z.object({ a: z.string(), b: z.number() })) });

function refused(rows: unknown[]) {
  const result = parse(schema, { rows });
  if (result.ok) throw new Error('was accepted');
  return result.problem;
}

test('every offending field is named by its path', () => {
  const problem = refused([{ a: 'x', b: 1 }, {}]);
  expect(problem.fields.map(({ field }) => field)).toEqual(['rows/1/a', 'rows/1/b']);
  expect(problem.safeMessage).toBe('The request has 2 fields that cannot be accepted.');
});

test('an answer stays small however much is wrong, and says how much that is', () => {
  const problem = refused(Array(5_000).fill({}));
  expect(problem.fields).toHaveLength(200);
  expect(problem.safeMessage).toBe('The request has 10000 fields that cannot be accepted. The first 200 are named.');
});
