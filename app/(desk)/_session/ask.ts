import { sessionIsOver } from './cover';
import { askAgain } from './step-up';

interface FieldWords {
  readonly field: string;
  readonly message: string;
}

/** What the desk refused, in words for the person, and what it says of single fields. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly fields: readonly FieldWords[] = [],
    /** The problem's code, where the desk answered with one. */
    readonly code?: string,
  ) {
    super(message);
  }

  about(field: string): string | undefined {
    return this.fields.find((each) => each.field === field)?.message;
  }
}

const NO_ANSWER = 'The desk did not answer. Nothing was changed here; try again in a moment.';
const NOT_VERIFIED = 'Your second factor was not answered, so nothing was done.';
const SIGNED_IN_AGAIN = 'Your session was over, so nothing was done. You are signed in again: do it once more.';

interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldWords[];
}

async function problemOf(answer: Response): Promise<Problem> {
  return (await answer.clone().json().catch(() => ({}))) as Problem;
}

/**
 * The answer of a route of ours. Where the session is over, the desk locks and the call waits; what only reads is then
 * asked for again. Where a second factor is wanted, it is asked for and the call is repeated, once.
 * @throws Refusal with words for the person; an aborted call throws as fetch does
 */
export async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  const send = () =>
    fetch(address, init).catch((error: unknown) => {
      if (init.signal?.aborted) throw error;
      return null;
    });
  let answer = await send();
  if (answer?.status === 401) {
    await sessionIsOver();
    if ((init.method ?? 'GET') !== 'GET') throw new Refusal(SIGNED_IN_AGAIN);
    answer = await send();
  } else if (answer?.status === 403 && (await problemOf(answer)).code === 'step_up') {
    if (!(await askAgain())) throw new Refusal(NOT_VERIFIED);
    answer = await send();
  }
  if (answer?.ok) return answer;
  const { detail, errors, code } = answer ? await problemOf(answer) : {};
  throw new Refusal(detail ?? NO_ANSWER, errors, code);
}

/** As `ask`, for a body of JSON; answers what the route answered. */
export async function askJson<T>(address: string, body: object): Promise<T> {
  const answer = await ask(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return (await answer.json()) as T;
}
