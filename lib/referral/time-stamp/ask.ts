import { Readable } from 'node:stream';
import { readBytes, send } from '@/lib/hotlines';
import { type Result, fail, log, ok, traceOf } from '@/lib/kernel';
import { type TimeStampFacts, checkTimeStamp } from './check';
import { timeStampRequest } from './request';

/** An authority that takes longer is not worth the wait: the package is complete without it. */
const WITHIN_MS = 10_000;
/** A token with a chain of certificates has some kilobytes. */
const MOST_BYTES = 64 * 1024;

export interface TimeStampTools {
  /** The authority's address (TIMESTAMP_URL). */
  readonly url: string;
  readonly signal: AbortSignal;
  readonly withinMs?: number;
}

export interface TimeStamp {
  /** The authority's answer as it came: a `.tsr` file, which `openssl ts -verify -in` reads. */
  readonly answer: Buffer;
  readonly facts: TimeStampFacts;
}

const without = (what: string) => fail('unavailable', `${what} Nothing else is missing: it is signed and proven without a time-stamp, and says that it has none.`);

/** The answer's bytes, or undefined when it is none. @throws what the network throws. */
async function ask(body: Uint8Array, { url, signal, withinMs = WITHIN_MS }: TimeStampTools): Promise<Buffer | undefined> {
  const headers = { 'content-type': 'application/timestamp-query', 'content-length': String(body.length), accept: 'application/timestamp-reply' };
  const answer = await send({ address: url, method: 'POST', headers, body: Readable.from([body]), signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]) });
  const bytes = await readBytes(answer, MOST_BYTES);
  return answer.status === 200 ? bytes : undefined;
}

/**
 * Asks a time-stamping authority for its signature under a hash and the time (RFC 3161 over HTTP), and checks the answer
 * whole before it is used: it is for this hash and this request, and signed by the certificate that it holds. Once, for ten
 * seconds at most, never within a transaction. Answers `unavailable` when the authority is down and when what it says is not
 * good: a package goes on without, since what proves it is the log and the desk's signature, and an emergency waits for nobody.
 * @param sha256 - The SHA-256 of what is stamped: 32 bytes. Nothing else of it leaves.
 * @throws the signal's reason.
 */
export async function timeStamp(sha256: Uint8Array, tools: TimeStampTools): Promise<Result<TimeStamp>> {
  const { body, nonce } = timeStampRequest(sha256);
  let answer: Buffer | undefined;
  try {
    answer = await ask(body, tools);
  } catch (error) {
    tools.signal.throwIfAborted();
    log.warn({ error: traceOf(error) }, 'the time-stamping authority did not answer');
    return without('The time-stamping authority did not answer.');
  }
  if (!answer) {
    log.warn({ code: 'no_time_stamp' }, 'the time-stamping authority answered with something else');
    return without('The time-stamping authority answered with something else than a time-stamp.');
  }
  const facts = checkTimeStamp(answer, { sha256, nonce });
  if (facts.isGood) return ok({ answer, facts });
  log.error({ why: facts.why }, 'what the time-stamping authority answered is not good');
  return without(`What the time-stamping authority answered is not good: ${facts.why}.`);
}
