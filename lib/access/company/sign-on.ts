import { type Result, config, fail, log, ok, traceOf } from '@/lib/kernel';
import { localPath } from '../local-path';
import type { GiveBack } from '../people/give-back';
import { expiredCookie } from '../sessions/cookie';
import { type Arrival, recordFailure } from '../sign-in';
import { type CompanyOutcome, arrive } from './arrive';
import { readClaims } from './claims';
import { exchange } from './exchange';
import { PROVIDER, companyCookieName, optionsFor } from './next-auth';
import type { CompanySettings } from './settings';

type Cookies = Readonly<Record<string, string>>;
interface Answered<T> {
  readonly value: T;
  /** Whole Set-Cookie values. */
  readonly cookies: readonly string[];
}

const nobody = () => Promise.resolve();

/** What a browser says it was to be brought back to; next-auth takes nothing there that is no address, so what is not ours is left out. */
function usable(cookies: Cookies): Cookies {
  const name = companyCookieName('callbackUrl');
  const { [name]: next, ...rest } = cookies;
  return localPath(next) === null ? rest : cookies;
}

/** The token that next-auth wants back with the request that begins a sign-on. */
export async function companyToken(settings: CompanySettings, cookies: Cookies): Promise<Answered<{ csrfToken: string }>> {
  const answer = await exchange({ path: ['csrf'], method: 'GET', cookies: usable(cookies) }, optionsFor(settings, nobody));
  return { value: answer.body as { csrfToken: string }, cookies: answer.cookies };
}

/** The address at the company to which the browser is to go. Nothing of it is the caller's choice but where to end up here. */
export async function beginCompanySignOn(settings: CompanySettings, cookies: Cookies, { csrfToken, next }: { csrfToken: string; next?: string }): Promise<Result<Answered<{ url: string }>>> {
  const body = { csrfToken, callbackUrl: localPath(next) ?? '/' };
  const answer = await exchange({ path: ['signin', PROVIDER], method: 'POST', body, cookies: usable(cookies) }, optionsFor(settings, nobody));
  if (answer.redirect === null || answer.redirect.includes('/api/auth/signin?csrf=')) {
    return fail('forbidden', 'This sign-in was begun too long ago, or in another window. Nothing was changed; load the page again.');
  }
  // To ourselves it sends whoever cannot be sent to the company.
  if (new URL(answer.redirect).origin === new URL(config().NEXTAUTH_URL).origin) {
    return fail('unavailable', 'The company’s sign-on did not answer. Nothing was changed; try again in a moment, and tell an admin if it stays.');
  }
  return ok({ value: { url: answer.redirect }, cookies: answer.cookies });
}

/** What the company sends along; everything else in the address is left out. */
const PARAMETERS = ['code', 'state', 'iss', 'error', 'session_state'];

/** Where the browser goes from the company's answer: into the desk, to a second factor, or to the page that says why not. */
function placeOf(outcome: CompanyOutcome | undefined, next: string | null): string {
  if (!outcome) return '/sign-in?company=failed';
  if (outcome.at === 'refused') return `/sign-in?company=${outcome.refusal}`;
  if (outcome.at === 'desk') return next ?? outcome.home;
  return next === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}

/**
 * The way back from the company: next-auth checks what it sent, `arrive` decides what it leads to. Whatever goes wrong
 * ends on the sign-in page in words; nothing of the address is repeated there.
 */
export async function finishCompanySignOn(settings: CompanySettings, arrival: Arrival, request: { cookies: Cookies; query: URLSearchParams }, giveBack: GiveBack): Promise<Answered<{ path: string }>> {
  let outcome: CompanyOutcome | undefined;
  const options = optionsFor(settings, async (claims) => {
    try {
      outcome = await arrive(arrival, readClaims(claims, settings.groupClaim), settings, giveBack);
    } catch (error) {
      log.error({ requestId: arrival.requestId, error: traceOf(error) }, 'company sign-on failed');
    }
  });
  const query = Object.fromEntries([...request.query].filter(([name]) => PARAMETERS.includes(name)));
  const cookies = usable(request.cookies);
  const answer = await exchange({ path: ['callback', PROVIDER], method: 'GET', query, cookies }, options);
  if (!outcome) await recordFailure(arrival, 'company');
  const nextName = companyCookieName('callbackUrl');
  const own = outcome && outcome.at !== 'refused' ? outcome.cookies : [];
  return { value: { path: placeOf(outcome, cookies[nextName] === '/' ? null : localPath(cookies[nextName])) }, cookies: [...answer.cookies, expiredCookie(nextName), ...own] };
}
