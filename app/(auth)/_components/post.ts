import { formatTime } from '@/app/_ui/format-time';

/** Why a step was refused, in words that can be shown. `fields` names what to put right. */
export interface Refusal {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly fields: readonly { readonly field: string; readonly message: string }[];
}
export type Answer<T> = { readonly ok: true; readonly value: T } | Refusal;

interface ProblemDocument {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: Refusal['fields'];
}

const UNREACHABLE = 'The desk did not answer. Nothing was changed; look at your connection and try again.';

export function refusal(code: string, message: string): Refusal {
  return { ok: false, code, message, fields: [] };
}

/** "Try again in 15 minutes" is no help to somebody who comes back later: the time of day is. */
function whenOpen(response: Response): string {
  const seconds = Number(response.headers.get('retry-after'));
  if (response.status !== 429 || !(seconds >= 60)) return '';
  return ` That is after ${formatTime(new Date(Date.now() + seconds * 1000).toISOString(), 'minute')} UTC.`;
}

async function ask<T>(path: string, body: object): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), cache: 'no-store' });
    if (response.ok) return { ok: true, value: (await response.json()) as T };
    const problem = (await response.json()) as ProblemDocument;
    return { ok: false, code: problem.code ?? 'unavailable', message: (problem.detail ?? UNREACHABLE) + whenOpen(response), fields: problem.errors ?? [] };
  } catch {
    return refusal('unavailable', UNREACHABLE);
  }
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Sends a step of signing in. One after another: each answer may set the cookie by which the sign-in is known, and of
 * two that are under way at once the later would undo the earlier.
 */
export function post<T>(path: string, body: object = {}): Promise<Answer<T>> {
  const answer = last.then(() => ask<T>(path, body));
  last = answer;
  return answer;
}
