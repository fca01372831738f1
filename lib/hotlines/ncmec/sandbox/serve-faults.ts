import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FieldError, parse } from '@/lib/kernel';
import { type Fault, type Faults, faultInput } from './faults';
import { readBody } from './read-body';

type Read = { readonly fault: Fault } | { readonly status: number; readonly message: string; readonly fields: readonly FieldError[] };

function read(value: unknown): Read {
  const parsed = parse(faultInput, value, 'The fault');
  if (parsed.ok) return { fault: parsed.value };
  const { status, safeMessage, fields } = parsed.problem;
  return { status, message: safeMessage, fields: fields ?? [] };
}

/** A request that a page of ours sent: a browser says where a form comes from, and no page can make it say otherwise. */
export function isOwnPage({ headers }: IncomingMessage): boolean {
  return headers.origin === `http://${headers.host ?? ''}`;
}

/** A program's request carries no origin; a browser's carries its page's, and only ours may. */
export function isForeignPage(request: IncomingMessage): boolean {
  return request.headers.origin !== undefined && !isOwnPage(request);
}

/** The switch for programs: JSON in and out. */
export async function addFault(faults: Faults, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  // Asking for JSON keeps a page in somebody's browser from reaching this switch with a simple form.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    response.writeHead(415).end();
    return;
  }
  const result = read('text' in body ? fromJson(body.text) : undefined);
  if ('fault' in result) faults.add(result.fault);
  const status = 'fault' in result ? 201 : result.status;
  const answer = 'fault' in result ? result.fault : { message: result.message, fields: result.fields };
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
}

const NUMBERS: ReadonlySet<string> = new Set(['count', 'nth', 'latencyMs', 'code', 'retryAfterSeconds']);

/** The switch for people: a form of the page of faults. Answers what is wrong with it; nothing when it was switched on. */
export async function addFaultOfForm(faults: Faults, request: IncomingMessage): Promise<readonly string[]> {
  const body = await readBody(request);
  const given = [...new URLSearchParams('text' in body ? body.text : '')].filter(([, value]) => value !== '');
  const value = Object.fromEntries(given.map(([name, text]) => [name, NUMBERS.has(name) ? Number(text) : name === 'every' ? true : name === 'takesEffect' ? text === 'true' : text]));
  const result = read(value);
  if (!('fault' in result)) return [result.message, ...result.fields.map(({ field, message }) => `${field}: ${message}`)];
  faults.add(result.fault);
  return [];
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
