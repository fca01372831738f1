const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Whether a call that failed certainly never reached the other side; fetch hides the reason in the error's cause. */
export function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && NEVER_CONNECTED.has(String(cause.code));
}

/** An answer's body as text; undefined when it is larger than any honest answer. @throws what the network throws. */
export async function readCapped(answer: Response, mostBytes: number): Promise<string | undefined> {
  if (!answer.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) { // a web stream is iterable in Node, which the DOM’s types leave out
    size += chunk.byteLength;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Why reports must not be sent to this address, in words, or null. Plain HTTP goes nowhere but to this machine, and in
 * test mode alone; a password or a fragment in an address ends up in logs or gets lost.
 */
export function whyNotSentTo(address: string, isTest: boolean): string | null {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isOnMachine = url !== undefined && url.protocol === 'http:' && LOOPBACK.includes(url.hostname);
  if (url === undefined || (url.protocol !== 'https:' && !(isOnMachine && isTest))) return 'The address must begin with https:// (in test mode also http:// on this machine).';
  return url.username || url.password || url.hash ? 'The address must hold neither credentials nor a fragment.' : null;
}
