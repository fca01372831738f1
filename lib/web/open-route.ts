import type { z } from 'zod';
import { type Client, limit } from '@/lib/access';
import { Problem, type Result, fail, log, parse, randomIds, traceOf } from '@/lib/kernel';
import { problemResponse } from './answers';
import { refuseForeign } from './execute';
import { readJson } from './read-json';
import { currentClient, isForeignRequest } from './who';

/** Passwords, codes and a passkey's answer fit well within. */
const BODY_MAX_BYTES = 32_768;

interface OpenCall<I> {
  readonly input: I;
  readonly client: Client;
  readonly requestId: string;
}

interface OpenRoute<I> {
  readonly input: z.ZodType<I>;
  readonly run: (call: OpenCall<I>) => Promise<Response | Result<never>>;
}

/**
 * A POST for people who are not signed in yet: from our own pages only, at a bounded rate an address. These are the
 * only state-changing routes that ask for no permission.
 */
export function openRoute<I>({ input, run }: OpenRoute<I>) {
  return async (request: Request): Promise<Response> => {
    const requestId = randomIds.next();
    const answer = (result: Response | Result<never>) => (result instanceof Response ? result : problemResponse((result as { problem: Problem }).problem, requestId));
    try {
      const client = await currentClient();
      if (await isForeignRequest()) return answer({ ok: false, problem: await refuseForeign({ kind: 'nobody', address: client.address }, 'sign_in', requestId) });
      const limited = await limit('sign_in', client.address ?? 'unknown');
      if (!limited.ok) return answer(limited);
      const body = await readJson(request, BODY_MAX_BYTES);
      if (!body.ok) return answer(body);
      const parsed = parse(input, body.value);
      if (!parsed.ok) return answer(parsed);
      return answer(await run({ input: parsed.value, client, requestId }));
    } catch (error) {
      log.error({ requestId, error: traceOf(error) }, 'sign-in failed');
      return answer(fail('unavailable', 'Something went wrong on our side; nothing was changed. Try again, and quote the request id if it stays.'));
    }
  };
}

/** A GET for people who are not signed in yet: what breaks is logged and told as a problem, as everywhere else. */
export function openRead(run: () => Promise<Response>) {
  return async (): Promise<Response> => {
    const requestId = randomIds.next();
    try {
      return await run();
    } catch (error) {
      log.error({ requestId, error: traceOf(error) }, 'sign-in failed');
      return problemResponse(new Problem('unavailable', 'Something went wrong on our side; nothing was lost. Try again, and quote the request id if it stays.'), requestId);
    }
  };
}
