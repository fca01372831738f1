import { join } from 'node:path';
import { sessionCookie } from '@/lib/access';
import { db } from '@/lib/db';
import { type PersonActor, systemClock } from '@/lib/kernel';
import type { Sent } from './line';

/** The one browser of the test: its cookies, by name. */
export const jar = new Map<string, string>();

/** Keeps what an answer sets, as a browser does. */
export function keepCookies(setCookies: readonly string[]): void {
  for (const text of setCookies) {
    const [pair = ''] = text.split(';');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
}

/** Opens a session of the person, as signing in leaves it, and takes its cookie for the browser's. */
export async function sitDown({ id: personId, sessionId, verifiedAt }: PersonActor): Promise<void> {
  const at = systemClock.now();
  const expiresAt = new Date(at.getTime() + 3_600_000);
  await db().session.upsert({
    where: { id: sessionId },
    create: { id: sessionId, personId, createdAt: at, lastSeenAt: at, expiresAt, method: 'totp', verifiedAt, device: 'A test' },
    update: {},
  });
  jar.clear();
  keepCookies([await sessionCookie(sessionId)]);
}

/** `next/headers` for a request that a page of ours makes from this browser. */
export const nextHeaders = () => ({
  cookies: () => Promise.resolve({ get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined), getAll: () => [...jar].map(([name, value]) => ({ name, value })) }),
  headers: () => Promise.resolve(new Headers({ Origin: process.env.NEXTAUTH_URL ?? '', 'Sec-Fetch-Site': 'same-origin', 'User-Agent': 'A test' })),
});

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;

/** Asks a route as this browser, or as a program that brings a key, and keeps the cookies of the answer. */
export async function ask(name: string, { params = {}, query = '', headers = {}, body, bytes }: Sent = {}): Promise<Response> {
  const [method = '', pattern = ''] = name.split(' ');
  const handlers = (await import(/* @vite-ignore */ join(import.meta.dirname, '..', '..', '..', 'app', pattern, 'route.ts'))) as Record<string, Handler>;
  const type: Record<string, string> = bytes ? {} : { 'Content-Type': 'application/json' };
  const request = new Request(`${process.env.NEXTAUTH_URL}${pattern}${query}`, { method, headers: { ...type, ...headers }, ...(method !== 'GET' && { body: bytes ?? JSON.stringify(body ?? {}) }) });
  const handler = handlers[method];
  if (!handler) throw new Error(`${pattern} does not answer ${method}`);
  const answer = await handler(request, { params: Promise.resolve(params) });
  keepCookies(answer.headers.getSetCookie());
  return answer;
}

/** The value of a POST that has to succeed. */
export async function post<T>(pattern: string, body: unknown = {}): Promise<T> {
  const answer = await ask(`POST ${pattern}`, { body });
  const value: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${pattern}: ${JSON.stringify(value)}`);
  return value as T;
}
