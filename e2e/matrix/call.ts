import { system } from '../harness/system';
import { type Built, type BuiltAction, pathOf } from './built';

/**
 * How a call ended: let in (whatever came of it), refused for the role, for a second factor that is too old, or for
 * being nobody. Anything else is a fault of the system.
 */
export type Verdict = 'let in' | 'forbidden' | 'step_up' | 'unauthenticated' | 'broken';

export interface Answer {
  readonly verdict: Verdict;
  /** Under which the trail holds a refusal, where the answer says it. */
  readonly requestId?: string | undefined;
  /** For whoever reads a failing test. */
  readonly seen: string;
}

/** Takes the place of a body that nobody could mean: it parses as nothing, so that being let in changes nothing. */
const NONSENSE = null;

const REFUSALS: readonly string[] = ['forbidden', 'step_up', 'unauthenticated'] satisfies Verdict[];

function judge(status: number, code: string | undefined): Verdict {
  if (code !== undefined && REFUSALS.includes(code)) return code as Verdict;
  if (status >= 500 || status === 401 || status === 403 || code === 'unavailable') return 'broken';
  return 'let in';
}

async function callPage(pattern: string, headers: HeadersInit): Promise<Answer> {
  const answer = await fetch(`${system().address}${pathOf(pattern)}`, { headers, redirect: 'manual' });
  await answer.text();
  const location = answer.headers.get('location');
  const seen = `${answer.status} ${location ?? ''}`.trim();
  if (location?.startsWith('/sign-in')) return { verdict: 'unauthenticated', seen };
  return { verdict: answer.status === 403 ? 'forbidden' : judge(answer.status, undefined), seen };
}

async function callRoute(method: string, pattern: string, headers: HeadersInit, body: unknown): Promise<Answer> {
  const given = new Headers(headers);
  if (method !== 'GET') given.set('Content-Type', 'application/json');
  const init = { method, headers: given, redirect: 'manual', body: method === 'GET' ? undefined : JSON.stringify(body) } as const;
  const answer = await fetch(`${system().address}${pathOf(pattern)}`, init);
  const isProblem = answer.headers.get('content-type') === 'application/problem+json';
  const problem = isProblem ? ((await answer.json()) as { code: string; requestId: string }) : undefined;
  // A stream of events has no end of its own.
  if (!isProblem) await answer.body?.cancel();
  return { verdict: judge(answer.status, problem?.code), requestId: problem?.requestId, seen: `${answer.status} ${problem?.code ?? ''}`.trim() };
}

/** Calls an action as React does, and answers what the desk does. */
export function sendAction({ id, path }: BuiltAction, headers: HeadersInit, args: readonly unknown[]): Promise<Response> {
  const given = new Headers(headers);
  given.set('Next-Action', id);
  given.set('Content-Type', 'text/plain;charset=UTF-8');
  return fetch(`${system().address}${path}`, { method: 'POST', headers: given, body: JSON.stringify(args), redirect: 'manual' });
}

/** An action's value stands in the stream's second row; one that ends in a redirect has none. */
async function callAction(action: BuiltAction, headers: HeadersInit, args: readonly unknown[]): Promise<Answer> {
  const answer = await sendAction(action, headers, args);
  const rows = await answer.text();
  const redirect = answer.headers.get('x-action-redirect');
  if (redirect) return { verdict: 'let in', seen: `redirect to ${redirect}` };
  const value = /^1:(\{.*\})$/m.exec(rows)?.[1];
  if (!value) return { verdict: 'broken', seen: `${answer.status} ${rows.slice(0, 120)}` };
  const result = JSON.parse(value) as { ok?: boolean; code?: string; requestId?: string };
  return { verdict: judge(answer.status, result.code), requestId: result.requestId, seen: `${answer.status} ${result.code ?? 'ok'}` };
}

/** What a browser says of a request that a page of the desk itself makes. */
export const ownPage = (): Record<string, string> => ({ Origin: system().address, 'Sec-Fetch-Site': 'same-origin' });

/** Calls what the matrix names, as a page of the desk would, with something that nobody could mean unless told otherwise. */
export function call(built: Built, name: string, headers: Readonly<Record<string, string>>, { body = NONSENSE, from = ownPage() }: { body?: unknown; from?: Record<string, string> } = {}): Promise<Answer> {
  const given = { ...headers, ...from };
  const [kind = '', where = ''] = name.split(' ');
  if (kind === 'page') return callPage(where, given);
  if (kind !== 'action') return callRoute(kind, where, given, body);
  const action = built.actions.get(name);
  if (!action) throw new Error(`There is no such action: ${name}`);
  return callAction(action, given, [body]);
}
