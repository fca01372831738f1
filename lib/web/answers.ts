import { type Problem, config } from '@/lib/kernel';
import { MACHINE_ANSWER, transportSecurity } from './headers';

/** The build adds what is always the same to every answer (next.config.ts); whether there is HTTPS is known only now. */
const headersOf = () => ({ ...MACHINE_ANSWER, ...transportSecurity(config().NEXTAUTH_URL) });

/** A problem document (RFC 9457) with every offending field named. */
export function problemResponse({ code, safeMessage, status, fields, retryAfterS }: Problem, requestId: string): Response {
  const body = { type: `about:blank#${code}`, title: code.replaceAll('_', ' '), status, detail: safeMessage, code, errors: fields, requestId };
  const headers = new Headers({ ...headersOf(), 'Content-Type': 'application/problem+json' });
  if (status === 401) headers.set('WWW-Authenticate', 'Bearer');
  if (retryAfterS !== undefined) headers.set('Retry-After', String(retryAfterS));
  return Response.json(body, { status, headers });
}

/** `cookies` are whole Set-Cookie values. */
export function jsonResponse(value: unknown, status = 200, cookies: readonly string[] = []): Response {
  const headers = new Headers(headersOf());
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return Response.json(value, { status, headers });
}

/** Bytes that no cache may keep, unless they never change and say nothing about anybody: then the reader's own may. */
export function bytesResponse(bytes: Uint8Array<ArrayBuffer>, contentType: string, { isImmutable = false } = {}): Response {
  const headers = new Headers({ ...headersOf(), 'Content-Type': contentType, 'Content-Length': String(bytes.byteLength) });
  if (isImmutable) headers.set('Cache-Control', 'private, max-age=31536000, immutable');
  return new Response(bytes, { headers });
}

/** What is shown of a file: bytes, or a stream of them that ends when the reader goes away. No cache may keep it. */
export function shownResponse({ body, contentType }: { readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>; readonly contentType: string }): Response {
  return body instanceof Uint8Array ? bytesResponse(body, contentType) : new Response(body, { headers: new Headers({ ...headersOf(), 'Content-Type': contentType }) });
}

/** Plain text, word for word. */
export function textResponse(text: string): Response {
  return bytesResponse(Uint8Array.from(new TextEncoder().encode(text)), 'text/plain; charset=utf-8');
}
