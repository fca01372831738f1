import { unwalled } from '@/lib/access';
import type { Ctx, Prisma } from '@/lib/db';
import { BrokenSeal, KeyDestroyed, openText, unwrapKey } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { callBinding } from '../keep-call';
import { recordReport } from '../move';

/** One call to a hotline, without what was said. */
export interface CallRow {
  readonly id: string;
  readonly at: string;
  readonly call: string;
  readonly outcome: string;
  readonly durationMs: number;
  readonly httpStatus: number | null;
  readonly responseCode: number | null;
  /** Our reading of the answer. */
  readonly description: string | null;
  /** The authority's name for it, to quote when asking their support. */
  readonly requestId: string | null;
  /** Whether anything of what was said is kept. */
  readonly isKept: boolean;
}

type Headers = Readonly<Record<string, string>>;

/** What was said in one call, without credentials: text to be shown as it is, never as a document. */
export interface CallText {
  readonly request: { readonly headers: Headers; readonly body: string | null };
  readonly response: { readonly headers: Headers; readonly body: string | null };
}

/** The calls of one report, oldest first. The caller has checked that they may be read. */
export async function callsOf({ tx }: Ctx, reportId: string): Promise<CallRow[]> {
  const calls = await tx.hotlineCall.findMany({ where: { reportId }, orderBy: [{ at: 'asc' }, { id: 'asc' }], omit: { sealedRequest: true, sealedResponse: true } });
  return calls.map(({ id, at, call, outcome, durationMs, httpStatus, responseCode, description, requestId, headers }) => ({
    id, at: at.toISOString(), call, outcome, durationMs, httpStatus, responseCode, description, requestId, isKept: headers !== null,
  }));
}

type Found = Pick<Prisma.HotlineCallGetPayload<object>, 'id' | 'sealedRequest' | 'sealedResponse'>;

function bodyOf(key: Uint8Array, side: 'request' | 'response', { id, ...sealed }: Found): string | null {
  const body = side === 'request' ? sealed.sealedRequest : sealed.sealedResponse;
  return body && openText(key, callBinding(side, id), body);
}

/** Opens what was said in one call. Reading it is an entry, since it quotes the report. */
export async function readCall(ctx: Ctx<PersonActor>, { callId }: { callId: string }): Promise<Result<CallText>> {
  const call = await ctx.tx.hotlineCall.findFirst({
    where: { id: callId, report: { case: unwalled(ctx.actor) } },
    include: { report: { select: { id: true, caseId: true, itemId: true, item: { select: { wrappedKey: true, kekId: true } } } } },
  });
  if (!call) return fail('not_found', 'There is no such call.');
  const { report } = call;
  await recordReport(ctx, report, { action: 'report.call_read', details: { call: call.call } });
  const headers = (call.headers ?? {}) as { readonly request?: Headers; readonly response?: Headers }; // filing wrote them
  if (!call.sealedRequest && !call.sealedResponse) return ok({ request: { headers: headers.request ?? {}, body: null }, response: { headers: headers.response ?? {}, body: null } });
  try {
    const key = unwrapKey(report.item);
    return ok({
      request: { headers: headers.request ?? {}, body: bodyOf(key, 'request', call) },
      response: { headers: headers.response ?? {}, body: bodyOf(key, 'response', call) },
    });
  } catch (error) {
    if (error instanceof KeyDestroyed) return fail('conflict', 'What was said in this call is destroyed: its key is gone. When it was made and how it ended stays on record.');
    if (!(error instanceof BrokenSeal)) throw error;
    return fail('unprocessable', 'What is kept of this call was changed or moved since, so it is not shown. The report itself is untouched; tell whoever runs the database.');
  }
}
