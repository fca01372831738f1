import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from '@/lib/kernel';
import type { Box } from './box';
import { faultInput, type Faults } from './faults';
import { inspect } from './inspect';
import { PAGE_POLICY, renderPage } from './page';
import { drain, readBody } from './read-body';

/** The sandbox's own page and switches, which the authority does not have. */
export async function serveInspection(
  { store, faults, calls }: Box,
  /** Method and path, for example `GET /`. */
  route: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (route === 'POST /_sandbox/faults') {
    await addFault(faults, request, response);
    return;
  }
  await drain(request);
  switch (route) {
    case 'GET /':
      response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': PAGE_POLICY })
        .end(renderPage(inspect(store)));
      return;
    case 'GET /_sandbox/reports':
      sendJson(response, 200, { reports: inspect(store) });
      return;
    case 'GET /_sandbox/calls':
      sendJson(response, 200, { calls: calls.all() });
      return;
    case 'GET /_sandbox/load':
      sendJson(response, 200, calls.load());
      return;
    case 'DELETE /_sandbox/load':
      calls.resetLoad();
      response.writeHead(204).end();
      return;
    case 'GET /_sandbox/faults':
      sendJson(response, 200, faults.state());
      return;
    case 'DELETE /_sandbox/faults':
      faults.clear();
      response.writeHead(204).end();
      return;
    default:
      response.writeHead(404).end();
  }
}

async function addFault(faults: Faults, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  // Asking for JSON keeps a page in somebody's browser from reaching this switch with a simple form.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    response.writeHead(415).end();
    return;
  }
  const parsed = parse(faultInput, 'text' in body ? fromJson(body.text) : undefined, 'The fault');
  if (!parsed.ok) {
    sendJson(response, parsed.problem.status, { message: parsed.problem.safeMessage, fields: parsed.problem.fields });
    return;
  }
  faults.add(parsed.value);
  sendJson(response, 201, parsed.value);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
