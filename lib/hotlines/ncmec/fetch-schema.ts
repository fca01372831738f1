import type { Answer, CallOptions } from '../hotline';
import { type Endpoint, exchange } from './exchange';
import { judge } from './judge';
import { parseXml } from './parse-xml';

const TIMEOUT_MS = 60_000;

/** The authority's own schema, as it gives it to whoever may sign in: a W3C XML schema of at most 1 MiB. */
export async function fetchSchema(endpoint: Endpoint, options: CallOptions = {}): Promise<Answer<string>> {
  const happened = await exchange(endpoint, { method: 'GET', path: '/xsd', timeoutMs: options.timeoutMs ?? TIMEOUT_MS }, options);
  // A schema is none of the two documents that calls are answered with.
  const text = happened.kind === 'unreadable' && happened.httpStatus === 200 ? happened.call.response?.body : undefined;
  if (text !== undefined && isSchema(text)) return { kind: 'ok', value: text, call: happened.call };
  return judge(happened, () => undefined);
}

function isSchema(text: string): boolean {
  const parsed = parseXml(text);
  return 'root' in parsed && /^(?:[\w.-]+:)?schema$/.test(parsed.root.name);
}
