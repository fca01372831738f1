import type { Clock } from '@/lib/kernel';
import type { Call, CallOptions, Kept } from '../hotline';
import { neverConnected } from '../network';
import { type Incoming, headerOf, readCapped, send } from '../send';
import { keepBody, keepHeaders } from './keep';
import type { Multipart } from './multipart';
import { type HotlineResponse, LARGEST_RESPONSE_BYTES, parseResponse } from './parse-response';

export interface Endpoint {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly authorization: string;
  readonly clock: Clock;
}

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string | URLSearchParams | Multipart;
  readonly contentType?: string;
  readonly timeoutMs: number;
}

/** One request and what came of it, before anyone judges it. */
export type Exchange =
  | { readonly kind: 'answered'; readonly response: HotlineResponse; readonly call: Call }
  /** An HTTP answer that is not one of the authority's documents. */
  | { readonly kind: 'unreadable'; readonly httpStatus: number; readonly call: Call }
  /** No answer. `isInDoubt` unless the request certainly never reached the authority. */
  | { readonly kind: 'silent'; readonly isInDoubt: boolean; readonly call: Call };

/** Never throws for what the network or the authority does; credentials appear nowhere in what it returns. */
export async function exchange(endpoint: Endpoint, request: Request, { signal }: CallOptions): Promise<Exchange> {
  const startedAt = endpoint.clock.now();
  const { headers, body } = bodyOf(request);
  const finish = (facts: Partial<Call> = {}): Call => ({
    method: request.method,
    path: request.path,
    startedAt,
    durationMs: endpoint.clock.now().getTime() - startedAt.getTime(),
    request: { headers, body: keepBody(tell(request.body)) },
    ...facts,
  });
  const deadline = AbortSignal.timeout(request.timeoutMs);
  let answer: Incoming;
  try {
    answer = await send({
      address: endpoint.baseUrl + request.path,
      method: request.method,
      headers: { authorization: endpoint.authorization, ...headers },
      ...(body !== undefined && { body }),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
  } catch (error) {
    return { kind: 'silent', isInDoubt: !neverConnected(error), call: finish() };
  }
  const kept = (received: string): Kept => ({ headers: keepHeaders(answer.headers), body: keepBody(received) });
  const facts = { httpStatus: answer.status, requestId: headerOf(answer, 'request-id')?.slice(0, 200), response: kept('') };
  let text: string | undefined;
  try {
    text = await readCapped(answer, LARGEST_RESPONSE_BYTES);
  } catch {
    return { kind: 'silent', isInDoubt: true, call: finish(facts) };
  }
  const response = text === undefined ? undefined : parseResponse(text);
  if (response === undefined) return { kind: 'unreadable', httpStatus: answer.status, call: finish({ ...facts, response: kept(text ?? '[larger than any honest answer]') }) };
  const { responseCode } = response;
  // The answer to /status repeats the user name.
  if (request.path === '/status') return { kind: 'answered', response, call: finish({ ...facts, responseCode }) };
  return { kind: 'answered', response, call: finish({ ...facts, responseCode, description: response.description, response: kept(text ?? '') }) };
}

/** What is sent, as text; of a file what it is instead of its bytes. */
function tell(body: Request['body']): string {
  if (body === undefined || typeof body === 'string') return body ?? '';
  return body instanceof URLSearchParams ? body.toString() : body.told();
}

/** A body and what its headers say of it; one that streams says its length, since not every server reads chunks. */
function bodyOf({ body, contentType }: Request): { readonly headers: Record<string, string>; readonly body?: string | AsyncIterable<Uint8Array> } {
  if (body === undefined) return { headers: {} };
  if (typeof body === 'string') return { headers: contentType ? { 'content-type': contentType } : {}, body };
  if (body instanceof URLSearchParams) return { headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }, body: body.toString() };
  return { headers: { 'content-type': body.contentType, 'content-length': String(body.byteSize) }, body: body.content };
}
