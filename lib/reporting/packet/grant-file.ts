import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { recordReport } from '../move';
import { findAttachable } from './attachable';

/** How long a download may take to begin. */
const GRANT_MS = 60_000;

/** Leave to take one file of a report along to the authority's form: once, in this session, begun within a minute. */
export async function grantFile(ctx: Ctx<PersonActor>, input: { reportId: string; fileId: string }): Promise<Result<{ href: string }>> {
  const file = await findAttachable(ctx.tx, ctx.actor, input);
  if (!file) return fail('not_found', 'There is no such file to take along: the report was handed in meanwhile, or its form takes none.');
  const now = ctx.clock.now();
  await ctx.tx.attachmentGrant.create({
    data: { id: ctx.ids.next(), fileId: file.id, personId: ctx.actor.id, sessionId: ctx.actor.sessionId, grantedAt: now, expiresAt: new Date(now.getTime() + GRANT_MS) },
  });
  await recordReport(ctx, file.report, { action: 'report.file_granted', details: {} });
  return ok({ href: `/api/reports/${input.reportId}/files/${input.fileId}` });
}
