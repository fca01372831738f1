import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Box } from './box';
import { inspect } from './inspect';
import { callsPage } from './page/calls';
import { faultsPage } from './page/faults';
import { type PagePath, framed } from './page/frame';
import type { Html } from './page/html';
import { reportsPage } from './page/reports';
import { PAGE_POLICY } from './page/style';
import { drain } from './read-body';
import { addFault, addFaultOfForm, isForeignPage, isOwnPage } from './serve-faults';

/** The sandbox's own pages and switches, which the authority does not have. */
export async function serveInspection(box: Box, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  const route = `${request.method ?? ''} ${url.pathname}`;
  const isForm = route === 'POST /faults' || route === 'POST /faults/clear';
  if (isForm ? !isOwnPage(request) : request.method !== 'GET' && isForeignPage(request)) {
    await drain(request);
    response.writeHead(403).end();
    return;
  }
  if (route === 'POST /_sandbox/faults') return addFault(box.faults, request, response);
  if (route === 'POST /faults') {
    const trouble = await addFaultOfForm(box.faults, request);
    if (trouble.length > 0) sendPage(response, '/faults', faultsPage(box.faults.state(), trouble), 400);
    else response.writeHead(303, { Location: '/faults' }).end();
    return;
  }
  await drain(request);
  answer(box, route, url, response);
}

function answer({ store, faults, calls }: Box, route: string, url: URL, response: ServerResponse): void {
  switch (route) {
    case 'GET /':
      return sendPage(response, '/', reportsPage(inspect(store), calls.all(), url.searchParams.get('before')));
    case 'GET /calls':
      return sendPage(response, '/calls', callsPage(calls.all(), calls.load()));
    case 'GET /faults':
      return sendPage(response, '/faults', faultsPage(faults.state()));
    case 'POST /faults/clear':
      faults.clear();
      response.writeHead(303, { Location: '/faults' }).end();
      return;
    case 'GET /_sandbox/reports':
      return sendJson(response, { reports: inspect(store) });
    case 'GET /_sandbox/calls':
      return sendJson(response, { calls: calls.all() });
    case 'GET /_sandbox/load':
      return sendJson(response, calls.load());
    case 'DELETE /_sandbox/load':
      calls.resetLoad();
      response.writeHead(204).end();
      return;
    case 'GET /_sandbox/faults':
      return sendJson(response, faults.state());
    case 'DELETE /_sandbox/faults':
      faults.clear();
      response.writeHead(204).end();
      return;
    default:
      response.writeHead(404).end();
  }
}

function sendPage(response: ServerResponse, path: PagePath, body: Html, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': PAGE_POLICY }).end(framed(path, body));
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
