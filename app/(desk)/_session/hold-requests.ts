import { coverNow, untilOpen } from './cover';

/** How a locked desk is opened again. */
const WAYS_BACK = ['/api/session', '/api/sign-in', '/api/auth'];

function isWayBack(target: RequestInfo | URL): boolean {
  const address = target instanceof Request ? target.url : String(target);
  const { origin, pathname } = new URL(address, window.location.href);
  return origin === window.location.origin && WAYS_BACK.some((root) => pathname === root || pathname.startsWith(`${root}/`));
}

/**
 * While the desk is covered no request leaves it, whoever makes it, but waits until it is open again. A page that
 * asked for itself without a session would be answered with the sign-in page, and everything on it would be gone.
 * @returns what ends this
 */
export function holdRequests(): () => void {
  const send = window.fetch.bind(window);
  window.fetch = async (target, init) => {
    if (coverNow() !== 'open' && !isWayBack(target)) await untilOpen();
    return send(target, init);
  };
  return () => {
    window.fetch = send;
  };
}
