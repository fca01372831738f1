import { coverNow, sessionIsOver, untilOpen } from './cover';
import { readSession } from './session';

/** How a locked desk is opened again. */
const WAYS_BACK = ['/api/session', '/api/sign-in', '/api/auth'];

function addressOf(target: RequestInfo | URL): URL {
  return new URL(target instanceof Request ? target.url : target, window.location.href);
}

function isWayBack({ origin, pathname }: URL): boolean {
  return origin === window.location.origin && WAYS_BACK.some((root) => pathname === root || pathname.startsWith(`${root}/`));
}

/** Whether this draws the page that is open anew. */
function isRefresh({ pathname }: URL, init: RequestInit | undefined): boolean {
  return pathname === window.location.pathname && (init?.method ?? 'GET') === 'GET' && new Headers(init?.headers).has('rsc');
}

/** Whether a drawn page only says to go and sign in. Its words are other people's too, so the desk is asked itself. */
async function leadsToSignIn(answer: Response): Promise<boolean> {
  const text = await answer.clone().text().catch(() => '');
  return /NEXT_REDIRECT;\w+;\/sign-in/.test(text) && (await readSession()) === 'over';
}

/**
 * While the desk is covered no request leaves it, whoever makes it, but waits until it is open again; and where the
 * page drawn anew is the way to the sign-in page, the desk locks and the page is drawn once somebody is back. Followed,
 * that way would lead off the page, and everything on it would be gone.
 * @returns what ends this
 */
export function holdRequests(): () => void {
  const send = window.fetch.bind(window);
  window.fetch = async (target, init) => {
    const address = addressOf(target);
    if (coverNow() !== 'open' && !isWayBack(address)) await untilOpen();
    const answer = await send(target, init);
    if (!isRefresh(address, init) || !(await leadsToSignIn(answer))) return answer;
    await sessionIsOver();
    return send(target, init);
  };
  return () => {
    window.fetch = send;
  };
}
