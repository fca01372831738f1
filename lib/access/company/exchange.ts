import type { NextAuthOptions } from 'next-auth';

/** A request to next-auth, whatever it came in. */
export interface Exchange {
  /** Below /api/auth. */
  readonly path: readonly ['csrf'] | readonly ['signin' | 'callback', string];
  readonly method: 'GET' | 'POST';
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
}

/** What next-auth answered: where it would send the browser, or a body; and the cookies that it sets, as whole values. */
export interface Exchanged {
  readonly redirect: string | null;
  readonly body: unknown;
  readonly cookies: readonly string[];
}

/** The parts of Node's response that next-auth writes to. */
function recorder() {
  const headers = new Map<string, string | string[]>();
  let body: unknown;
  const response = {
    status: () => response,
    setHeader: (name: string, value: string | string[]) => {
      headers.set(name.toLowerCase(), value);
      return response;
    },
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    json: (value: unknown) => void (body = value),
    send: (value: unknown) => void (body = value),
    end: () => undefined,
  };
  const exchanged = (): Exchanged => ({ redirect: [headers.get('location') ?? null].flat()[0] ?? null, body, cookies: [headers.get('set-cookie') ?? []].flat() });
  return { response, exchanged };
}

/** next-auth's handler in the form that knows nothing of a framework's request; its types name Next's. */
type Handler = (request: object, response: object, options: NextAuthOptions) => Promise<unknown>;

/** Asks next-auth. It is loaded when first needed: the worker and the operator's programs use this module too. */
export async function exchange({ path, method, query = {}, body = {}, cookies }: Exchange, options: NextAuthOptions): Promise<Exchanged> {
  const handle = (await import('next-auth')).default as unknown as Handler; // next-auth types it for Next's own request and response alone
  const { response, exchanged } = recorder();
  await handle({ method, query: { ...query, nextauth: path }, body, cookies, headers: {} }, response, options);
  return exchanged();
}
