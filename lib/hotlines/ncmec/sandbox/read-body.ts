import type { IncomingMessage } from 'node:http';

const LARGEST_BYTES = 20 * 1024 * 1024;

/** Takes in what is left of a request without keeping it, so that an answer can be given on the same connection. */
export async function drain(request: IncomingMessage): Promise<void> {
  for await (const chunk of request) void chunk;
}

/** The body as text, or what is wrong with it. The whole body is taken in either way. */
export async function readBody(request: IncomingMessage): Promise<{ readonly text: string } | { readonly fault: string }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BYTES) chunks.push(chunk);
  }
  if (size > LARGEST_BYTES) return { fault: 'the body is too large' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { fault: 'the body is not UTF-8' };
  }
}

/** XML must say that it is UTF-8: without that the authority misreads everything that is not ASCII. */
export function isUtf8Xml(request: IncomingMessage): boolean {
  return /^text\/xml\s*;\s*charset="?utf-8"?\s*$/i.test(request.headers['content-type'] ?? '');
}
