import { randomBytes } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** Carries the connection's address from the server to our code; handlers see headers and never the connection. */
const PEER_HEADER = 'x-watchkeeper-peer';

// Next bundles instrumentation and routes apart; what both know lies where both can reach it.
const globals = globalThis as typeof globalThis & { watchkeeperPeerMark?: string };

/**
 * From now on every request of this process's servers says, before any handler sees it, which address its connection
 * comes from, whatever it claimed. The mark, new for each process, tells our header from one that a caller wrote: a
 * server on which this was not called knows no addresses, rather than believing them.
 */
export function stampPeers(): void {
  if (globals.watchkeeperPeerMark) return;
  const mark = randomBytes(16).toString('hex');
  globals.watchkeeperPeerMark = mark;
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[PEER_HEADER] = `${mark} ${request.socket.remoteAddress ?? ''}`;
  });
}

/** The address at the other end of the connection, or null where the server did not say. */
export function peerOf(headers: Headers): string | null {
  const [mark, address] = (headers.get(PEER_HEADER) ?? '').split(' ');
  return address && mark === globals.watchkeeperPeerMark ? address : null;
}
