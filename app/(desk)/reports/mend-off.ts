import type { Role } from '@/lib/kernel';
import { whyNot } from '@/lib/access/schema';
import type { ReportRow } from '@/lib/reporting';

/** Why the viewer does not mend a refused report, in words; undefined when they may. */
export function mendOffOf({ createdById, createdBy }: Pick<ReportRow, 'createdById' | 'createdBy'>, { id, role }: { readonly id: string; readonly role: Role }): string | undefined {
  const mayThisOne = createdById === id || role === 'supervisor';
  return whyNot(role, 'report.mend') ?? (mayThisOne ? undefined : `${createdBy}, who asked for it, or a supervisor does this.`);
}
