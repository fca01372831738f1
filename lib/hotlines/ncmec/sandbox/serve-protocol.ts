import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, type Desk, finish, retract, submit, upload } from './protocol';
import type { Fault, Faults, ProtocolCall } from './faults';
import { drain, isUtf8Xml, readBody } from './read-body';
import { readForm } from './read-form';
import { type Reply, replyXml } from './reply';

export interface Protocol extends Desk {
  readonly faults: Faults;
  readonly username: string;
  readonly isAuthorized: (header: string | undefined) => boolean;
}

type Handler = (desk: Desk, request: IncomingMessage) => Promise<Reply>;

function xmlHandler(act: (desk: Desk, xml: string) => Reply): Handler {
  return async (desk, request) => {
    const body = await readBody(request);
    if (!isUtf8Xml(request)) return { code: 4000, detail: 'text/xml; charset=utf-8 is expected' };
    return 'fault' in body ? { code: 4110, detail: body.fault } : act(desk, body.text);
  };
}

const CALLS: Readonly<Record<ProtocolCall, Handler>> = {
  submit: xmlHandler(submit),
  upload: async (desk, request) => upload(desk, await readForm(request)),
  fileinfo: xmlHandler(describe),
  finish: async (desk, request) => finish(desk, await readForm(request)),
  retract: async (desk, request) => retract(desk, await readForm(request)),
};

function isCall(name: string): name is ProtocolCall {
  return Object.hasOwn(CALLS, name);
}

/** Answers one request to the authority's protocol; `name` is the path below the base address. */
export async function serveProtocol(
  protocol: Protocol,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('Request-ID', protocol.ids.next());
  if (!protocol.isAuthorized(request.headers.authorization)) {
    await drain(request);
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="ispws"' }).end();
    return;
  }
  if (name === 'status' && request.method === 'GET') {
    const description = `Remote User : ${protocol.username}, Remote Ip : ${request.socket.remoteAddress ?? ''}`;
    send(response, { code: 0, description });
    return;
  }
  if (!isCall(name) || request.method !== 'POST') {
    await drain(request);
    const isKnown = name === 'status' || isCall(name);
    response.writeHead(isKnown ? 405 : 404).end();
    return;
  }
  const fault = protocol.faults.take(name);
  if (fault && (await playBefore(fault, protocol.faults, request, response))) return;
  const reply = await CALLS[name](protocol, request);
  if (fault?.kind === 'cut-after') request.socket.destroy();
  else send(response, reply);
}

/** Plays a failure that comes before the call takes effect; true when the call ends with it. */
async function playBefore(fault: Fault, faults: Faults, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'cut-after':
      return false;
    case 'latency':
      await delay(fault.latencyMs, undefined, { ref: false });
      return request.socket.destroyed;
    case 'cut-before':
      request.socket.destroy();
      return true;
    case 'hang': {
      await drain(request);
      const release = faults.hold(fault.call, () => request.socket.destroy());
      response.once('close', release);
      return true;
    }
    case 'http500':
      await drain(request);
      response.writeHead(500).end();
      return true;
    case 'code1000':
      await drain(request);
      send(response, { code: 1000 });
      return true;
  }
}

/** The authority answers 200 even to what it refuses: the code in the document counts. */
function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' }).end(replyXml(reply));
}
