import type { Problem } from '@/lib/kernel';

const NO_STORE = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;

/** A problem document (RFC 9457) with every offending field named. */
export function problemResponse({ code, safeMessage, status, fields, retryAfterS }: Problem, requestId: string): Response {
  const body = { type: `about:blank#${code}`, title: code.replaceAll('_', ' '), status, detail: safeMessage, code, errors: fields, requestId };
  const headers = new Headers({ ...NO_STORE, 'Content-Type': 'application/problem+json' });
  if (status === 401) headers.set('WWW-Authenticate', 'Bearer');
  if (retryAfterS !== undefined) headers.set('Retry-After', String(retryAfterS));
  return Response.json(body, { status, headers });
}

/** `cookies` are whole Set-Cookie values. */
export function jsonResponse(value: unknown, status = 200, cookies: readonly string[] = []): Response {
  const headers = new Headers(NO_STORE);
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return Response.json(value, { status, headers });
}

/** Bytes that no cache may keep. */
export function bytesResponse(bytes: Uint8Array<ArrayBuffer>, contentType: string): Response {
  return new Response(bytes, { headers: { ...NO_STORE, 'Content-Type': contentType, 'Content-Length': String(bytes.byteLength) } });
}
