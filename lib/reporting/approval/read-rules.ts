import type { Ctx } from '@/lib/db';
import { hotlineNameOf } from '@/lib/hotlines';
import type { PersonActor } from '@/lib/kernel';
import { APPROVAL_DEFAULTS, type Approval, EVERY_HOTLINE, REPORTED_HARMS } from './schema';

export interface RuleLine extends Approval {
  readonly hotline: string;
  readonly name: string;
  readonly harm: (typeof REPORTED_HARMS)[number];
  /** Null where nobody has set it: what comes with the desk. */
  readonly set: { readonly at: string; readonly by: string | null } | null;
}

/** The rules as they stand: one line a harm for every hotline, then those of hotlines with rules of their own. */
export async function readApprovalRules({ tx }: Ctx<PersonActor>): Promise<readonly RuleLine[]> {
  const rows = await tx.approvalRule.findMany({ orderBy: [{ hotline: 'asc' }, { harm: 'asc' }] });
  const people = await tx.person.findMany({ where: { id: { in: rows.map(({ updatedById }) => updatedById).filter((id) => id !== null) } }, select: { id: true, pseudonym: true } });
  const lineOf = (hotline: string, harm: RuleLine['harm']): RuleLine | null => {
    const row = rows.find((each) => each.hotline === hotline && each.harm === harm);
    if (!row && hotline !== EVERY_HOTLINE) return null;
    const { forKnown, forNovel } = row ?? APPROVAL_DEFAULTS[harm] ?? { forKnown: false, forNovel: false };
    const set = row?.updatedById ? { at: row.updatedAt.toISOString(), by: people.find(({ id }) => id === row.updatedById)?.pseudonym ?? null } : null;
    return { hotline, name: hotline === EVERY_HOTLINE ? 'Every other hotline' : hotlineNameOf(hotline), harm, forKnown, forNovel, set };
  };
  const hotlines = [EVERY_HOTLINE, ...new Set(rows.map(({ hotline }) => hotline).filter((hotline) => hotline !== EVERY_HOTLINE))];
  return hotlines.flatMap((hotline) => REPORTED_HARMS.map((harm) => lineOf(hotline, harm)).filter((line) => line !== null));
}
