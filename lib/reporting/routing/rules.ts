import { z } from 'zod';
import { DIRECTORY, findHotline } from '@/lib/hotlines';
import { isReportable } from '../schema';

const countries = z.array(z.string().regex(/^[A-Z]{2}$/, 'must be a country by two capital letters, for example GB')).min(1, 'names no country; leave it out to mean any');

/** What has to be true of a report, all of it; what is left out does not matter. */
const conditions = z.strictObject({
  /** Where the company that runs the platform is established. */
  provider: countries.optional(),
  /** Where somebody in the conversation is thought to be: one of them is enough. */
  users: countries.optional(),
  outcome: z.array(z.string().refine(isReportable, 'is no outcome that is reported')).min(1).optional(),
  /** Whether the reviewer marked a danger that is happening now. */
  dangerNow: z.boolean().optional(),
  test: z.boolean().optional(),
});
export type Conditions = z.output<typeof conditions>;

const rule = z
  .strictObject({
    name: z.string().min(1).max(100),
    when: conditions.optional(),
    /** For what no rule before it sends anywhere. */
    otherwise: z.literal(true).optional(),
    to: z.array(z.string().refine((id) => findHotline(id) !== null, { error: ({ input }) => `"${String(input)}" is no hotline of the directory; there are ${DIRECTORY.map(({ id }) => id).join(', ')}` })).min(1, 'names no hotline'),
    because: z.string().min(10, 'must say why in a sentence').max(300),
  })
  .refine(({ when, otherwise }) => (when === undefined) !== (otherwise === undefined), 'must have either "when" or "otherwise"');
export type Rule = z.output<typeof rule>;

const takesAll = (ids: readonly string[]) => ids.some((id) => {
  const takes = findHotline(id)?.takes;
  return takes?.text === true && takes.files;
});

/**
 * Rules are read from the top and all that apply count. The last one is for the rest: what has to be reported must
 * never have nowhere to go.
 */
export const routingRules = z.strictObject({ rules: z.array(rule).min(1) }).superRefine(({ rules }, context) => {
  for (const [index, { otherwise }] of rules.entries()) {
    const isLast = index === rules.length - 1;
    if (isLast && !otherwise) context.addIssue({ code: 'custom', path: ['rules', index], message: 'must have "otherwise": true, since it is the last: what no rule names would go nowhere' });
    if (!isLast && otherwise) context.addIssue({ code: 'custom', path: ['rules', index, 'otherwise'], message: 'belongs to the last rule alone: those after it would never be read' });
  }
  const last = rules.at(-1);
  if (last && !takesAll(last.to)) context.addIssue({ code: 'custom', path: ['rules', rules.length - 1, 'to'], message: 'must name an authority that takes text and files: what no rule names goes there' });
});
