import type { Clock } from '@/lib/kernel';
import type { Call, CallOptions } from '../hotline';
import { neverConnected, whyNotSentTo } from '../network';
import { LeadsInside } from '../private-address';
import { type Incoming, headerOf, readCapped, send } from '../send';
import { signWebhook } from './sign';

export interface SignedPost {
  readonly address: string;
  /** `whsec_…`. */
  readonly secret: string;
  /** The same for every attempt at one delivery: the other side tells a repetition by it. */
  readonly id: string;
  /** JSON, byte for byte as it is signed. */
  readonly body: string;
  /** The body wrapped with what goes along, in place of the body alone; the signature stays that of the body. */
  readonly wrapped?: { readonly contentType: string; readonly byteSize: number; readonly content: AsyncIterable<Uint8Array> };
  /** Lets the address be this machine's. */
  readonly isTest: boolean;
  /** Whether it may go nowhere but to the internet. */
  readonly isOnlyOutside?: boolean;
  readonly clock: Clock;
}

/** What came of it, for the caller to judge. */
export type Posted =
  /** `text` is undefined when the answer was too large to be one. */
  | { readonly kind: 'answered'; readonly httpStatus: number; readonly text: string | undefined; readonly call: Call }
  /** No answer. `isInDoubt` unless the request certainly never arrived; `isInside` when it was not sent since its address leads inside. */
  | { readonly kind: 'silent'; readonly isInDoubt: boolean; readonly isInside: boolean; readonly call: Call };

const TIMEOUT_MS = 30_000;
const LARGEST_ANSWER_BYTES = 65_536;

/**
 * Sends JSON signed as standardwebhooks.com says, once. Never throws for what the network or the other side does; follows
 * no redirect, since that would carry the body to an address that nobody configured. Neither the secret nor the signature
 * is in what it returns.
 * @throws Error when the address or the secret cannot be right; the message holds neither.
 */
export async function postSigned({ address, secret, id, body, wrapped, isTest, isOnlyOutside = false, clock }: SignedPost, { signal, timeoutMs = TIMEOUT_MS }: CallOptions = {}): Promise<Posted> {
  const why = whyNotSentTo(address, isTest);
  if (why !== null) throw new Error(why);
  const startedAt = clock.now();
  const timestamp = Math.floor(startedAt.getTime() / 1000);
  const headers = { 'content-type': wrapped?.contentType ?? 'application/json', 'webhook-id': id, 'webhook-timestamp': String(timestamp) };
  const signature = signWebhook(secret, id, timestamp, body);
  const callOf = (facts: Partial<Call> = {}): Call => ({
    method: 'POST',
    path: new URL(address).pathname,
    startedAt,
    durationMs: clock.now().getTime() - startedAt.getTime(),
    request: { headers, body },
    ...facts,
  });
  const deadline = AbortSignal.timeout(timeoutMs);
  let answer: Incoming;
  try {
    answer = await send({
      address,
      method: 'POST',
      headers: { ...headers, 'webhook-signature': signature, ...(wrapped && { 'content-length': String(wrapped.byteSize) }) },
      body: wrapped?.content ?? body,
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      isOnlyOutside,
    });
  } catch (error) {
    return { kind: 'silent', isInDoubt: !neverConnected(error), isInside: error instanceof LeadsInside, call: callOf() };
  }
  const facts = { httpStatus: answer.status };
  try {
    const text = await readCapped(answer, LARGEST_ANSWER_BYTES);
    const response = { headers: { 'content-type': headerOf(answer, 'content-type') ?? '' }, body: text ?? '' };
    return { kind: 'answered', httpStatus: answer.status, text, call: callOf({ ...facts, response }) };
  } catch {
    return { kind: 'silent', isInDoubt: true, isInside: false, call: callOf(facts) };
  }
}
