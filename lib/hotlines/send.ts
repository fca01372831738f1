import { type IncomingMessage, Agent as PlainAgent, type RequestOptions, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { Readable, pipeline } from 'node:stream';
import { onlyOutside } from './private-address';

export interface Outgoing {
  readonly address: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** What streams says its length in `content-length`, since not every server reads chunks. */
  readonly body?: string | AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
  /** Refuses every address that leads inside a network, at the moment of the connection: no later answer of a name server counts. */
  readonly isOnlyOutside?: boolean;
}

export interface Incoming {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Fails as the network does. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** How long a line nobody uses is kept: less than servers keep theirs, which would otherwise close it under a request. */
const IDLE_MS = 4_000;
const CONNECT_WITHIN_MS = 10_000;
const AGENTS = { 'http:': new PlainAgent({ keepAlive: true, timeout: IDLE_MS }), 'https:': new SecureAgent({ keepAlive: true, timeout: IDLE_MS }) };

/** A connection that was never made, within the time there is for it. */
class NotConnected extends Error {
  readonly code = 'ECONNREFUSED';
}

/**
 * One request, whose answer is given when its headers are there. It follows no redirect: that would carry evidence, and
 * perhaps credentials, to an address that nobody configured. It is Node's own client, since `fetch` takes a file through a
 * web stream: a report of three megabytes took 88 ms of processor time with it, and takes 61 without.
 * @throws what the network throws, what reading the body throws, and LeadsInside.
 */
export function send({ address, method, headers, body, signal, isOnlyOutside = false }: Outgoing): Promise<Incoming> {
  const url = new URL(address);
  const protocol = url.protocol === 'http:' ? 'http:' : 'https:';
  const options: RequestOptions = { method, headers: lengthOf(headers, body), agent: AGENTS[protocol], signal, ...(isOnlyOutside && onlyOutside(url.hostname)) };
  return new Promise((resolve, reject) => {
    const outgoing = (protocol === 'http:' ? plainRequest : secureRequest)(url, options);
    outgoing.once('socket', (socket) => {
      if (!socket.connecting) return;
      const timer = setTimeout(() => outgoing.destroy(new NotConnected()), CONNECT_WITHIN_MS);
      for (const event of ['connect', 'close'] as const) socket.once(event, () => clearTimeout(timer));
    });
    outgoing.once('response', (answer) => resolve({ status: answer.statusCode ?? 0, headers: pairs(answer), body: answer }));
    // After an answer these say nothing new to who has it: it may have come before all was sent.
    outgoing.on('error', reject);
    if (body === undefined || typeof body === 'string') outgoing.end(body);
    else pipeline(Readable.from(exactly(body, Number(headers['content-length'])), { objectMode: false }), outgoing, (error) => error && reject(error));
  });
}

/** The other side would wait for what is missing, and take what is too much for another request. */
async function* exactly(body: AsyncIterable<Uint8Array>, byteSize: number): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const part of body) {
    sent += part.byteLength;
    if (sent > byteSize) break;
    yield part;
  }
  if (sent !== byteSize) throw new RangeError('What was to be sent is not as long as was said.');
}

/** A text's length is said as well. */
function lengthOf(headers: Outgoing['headers'], body: Outgoing['body']): Record<string, string> {
  return typeof body === 'string' ? { ...headers, 'content-length': String(Buffer.byteLength(body)) } : { ...headers };
}

function pairs({ rawHeaders }: IncomingMessage): [string, string][] {
  return Array.from({ length: rawHeaders.length / 2 }, (_, at) => [rawHeaders[2 * at] ?? '', rawHeaders[2 * at + 1] ?? '']);
}

/** An answer's body; undefined when it is larger than any honest answer. @throws what the network throws. */
export async function readBytes({ body }: Pick<Incoming, 'body'>, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same as text. */
export async function readCapped(answer: Pick<Incoming, 'body'>, mostBytes: number): Promise<string | undefined> {
  return (await readBytes(answer, mostBytes))?.toString('utf8');
}

/** The first header of that name, or nothing. */
export const headerOf = ({ headers }: Pick<Incoming, 'headers'>, wanted: string): string | undefined => headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
