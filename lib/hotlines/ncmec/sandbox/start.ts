import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, type Ids, log } from '@/lib/kernel';
import { basicCheck } from './authorize';
import { openBox } from './box';
import type { SeenCall } from './calls';
import { fileLines } from './lines';
import { drain } from './read-body';
import { serveInspection } from './serve-inspection';
import { type Protocol, serveProtocol } from './serve-protocol';
import type { StoredReport } from './store';

export interface SandboxOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Where what it receives is kept; made when it does not exist. */
  readonly dir: string;
  readonly username: string;
  readonly password: string;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface Sandbox {
  readonly port: number;
  /** Breaks open connections and frees the port. */
  close(): Promise<void>;
}

const BASE_PATH = '/ispws/';

/**
 * Starts a hotline that speaks the authority's protocol and forwards nothing. It listens on this machine only.
 * @throws Error when the port is taken or the folder cannot be used.
 */
export async function startSandbox({ port, dir, username, password, clock, ids }: SandboxOptions): Promise<Sandbox> {
  const lines = { reports: fileLines<StoredReport>(dir, 'reports.jsonl'), calls: fileLines<SeenCall>(dir, 'calls.jsonl') };
  const box = openBox({ clock, ids, username, lines });
  const protocol: Protocol = { ...box, isAuthorized: basicCheck(username, password) };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A name that a stranger's page resolves to this machine must not open what the sandbox holds.
    if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(request.headers.host ?? '')) {
      await drain(request);
      response.writeHead(403).end();
      return;
    }
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname.startsWith(BASE_PATH)) await serveProtocol(protocol, url.pathname.slice(BASE_PATH.length), request, response);
    else await serveInspection(box, url, request, response);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A caller that hung up is no fault of ours; anything else is.
      if (!request.socket.destroyed) {
        log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'The sandbox hotline failed on a request');
      }
      request.socket.destroy();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
