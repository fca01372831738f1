import type { Prisma } from '@/lib/db';
import { type WrappedKey, sealText, unwrapKey } from '@/lib/evidence';
import type { Kept } from '@/lib/hotlines';
import type { CallMade } from './ledger';

/** What the two bodies of a kept call are bound to; `id` is the call's. */
export const callBinding = (side: 'request' | 'response', id: string) => ({ purpose: `hotline-${side}`, id });

/** A call as its table has it. */
export type CallRow = Omit<Prisma.HotlineCallUncheckedCreateInput, 'headers'> & { readonly headers: Prisma.InputJsonObject | null };

/** The row of one call. Sealing takes time and needs no transaction, so it is made before one. */
export function sealCall(id: string, reportId: string, key: WrappedKey, { name, answer, outcome }: CallMade): CallRow {
  const { startedAt, durationMs, httpStatus, responseCode, requestId, request, response } = answer.call;
  const opened = request ?? response ? unwrapKey(key) : null;
  const seal = (side: 'request' | 'response', kept: Kept | undefined) => opened && kept && kept.body !== '' ? sealText(opened, callBinding(side, id), kept.body) : null;
  return {
    id,
    reportId,
    call: name,
    at: startedAt,
    durationMs: Math.round(durationMs),
    httpStatus: httpStatus ?? null,
    responseCode: responseCode ?? null,
    requestId: requestId ?? null,
    outcome: outcome ?? answer.kind,
    // The authority's own words may quote the report: they are in the sealed answer, and our reading of them is here.
    description: answer.kind === 'ok' ? null : answer.message,
    headers: opened ? { request: request?.headers ?? {}, response: response?.headers ?? {} } : null,
    sealedRequest: seal('request', request),
    sealedResponse: seal('response', response),
  };
}
