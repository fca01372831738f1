import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Box, act, conclude, meet, reportIn } from './box';
import type { Watched } from './calls';
import { CALLS, type ProtocolCall, type Struck } from './faults';
import { CHALLENGE, type Ending, play } from './play';
import { drain } from './read-body';
import { receive } from './receive';
import type { Reply } from './reply';

export interface Protocol extends Box {
  readonly isAuthorized: (header: string | undefined) => boolean;
}

function isCall(name: string): name is ProtocolCall {
  return (CALLS as readonly string[]).includes(name);
}

/** Answers one request to the authority's protocol; `name` is the path below the base address. */
export async function serveProtocol(protocol: Protocol, name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('Request-ID', protocol.ids.next());
  const isAuthorized = protocol.isAuthorized(request.headers.authorization);
  const isRight = isCall(name) && request.method === (name === 'status' || name === 'xsd' ? 'GET' : 'POST');
  if (isAuthorized && isRight) {
    await serveCall(protocol, name, request, response);
    return;
  }
  await drain(request);
  const status = isAuthorized ? (isCall(name) ? 405 : 404) : 401;
  if (isCall(name)) protocol.calls.begin(name).end('answered', { httpStatus: status });
  response.writeHead(status, status === 401 ? { 'WWW-Authenticate': CHALLENGE } : {}).end();
}

async function serveCall(protocol: Protocol, call: ProtocolCall, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const watched = protocol.calls.begin(call);
  response.once('close', () => watched.end('caller gone'));
  let struck: Struck | undefined;
  const received = await receive(call, request, (reportId) => {
    struck = meet(protocol, watched, reportId);
    // In the middle of the file, as a line breaks.
    if (struck.fault?.kind === 'cut-before' && struck.latencyMs === 0) cut(watched, request);
  });
  if (request.socket.destroyed) return;
  const { fault, latencyMs } = struck ?? meet(protocol, watched, reportIn(received), received.call === 'submit' ? received.xml : undefined);
  if (latencyMs > 0) await delay(latencyMs, undefined, { ref: false });
  if (request.socket.destroyed) return;
  let reply: Reply | undefined;
  const ending = play(fault, () => (reply = act(protocol, received)));
  conclude(watched, ending, reply);
  end(protocol, watched, ending, request, response);
}

function cut(watched: Watched, request: IncomingMessage): void {
  watched.end('cut');
  request.socket.destroy();
}

function end({ faults }: Protocol, watched: Watched, ending: Ending, request: IncomingMessage, response: ServerResponse): void {
  switch (ending.kind) {
    case 'answer':
      response.writeHead(ending.status, ending.headers).end(ending.body);
      return;
    case 'cut':
      request.socket.destroy();
      return;
    case 'hang':
      response.once('close', faults.hold(watched.seen().call, () => cut(watched, request)));
  }
}
