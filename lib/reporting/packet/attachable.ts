import { unwalled } from '@/lib/access';
import type { Prisma, Tx } from '@/lib/db';
import { findHotline } from '@/lib/hotlines';
import type { PersonActor } from '@/lib/kernel';

const WITH_REPORT = { media: true, report: { include: { item: true } } } as const satisfies Prisma.ReportFileInclude;
export type Attachable = Prisma.ReportFileGetPayload<{ include: typeof WITH_REPORT }>;

/**
 * A file that may be taken along: of a report that waits to be handed in on a form that takes files, and not on a case that
 * the person is kept away from. Null for everything else.
 */
export async function findAttachable(tx: Tx, actor: PersonActor, { reportId, fileId }: { reportId: string; fileId: string }): Promise<Attachable | null> {
  const file = await tx.reportFile.findFirst({
    where: { id: fileId, reportId, report: { channel: 'portal', state: 'awaiting_reference', case: unwalled(actor) }, item: { case: unwalled(actor) } },
    include: WITH_REPORT,
  });
  return file && findHotline(file.report.hotline)?.form?.files.isTaken ? file : null;
}
