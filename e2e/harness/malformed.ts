import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { itemInput } from '@/lib/intake/schema';

export interface Malformed {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const AT = '2026-11-20T08:15:00+01:00';
/** Well-formed, and never taken in: it names a file that nobody sent. What is changed about it goes wrong sooner. */
const ITEM: Json = {
  externalId: 'fuzz', platform: 'Example Messenger', occurredAt: AT, conversation: { externalId: 'dm', encryption: 'none' },
  subject: { externalId: 'u', screenName: 'u', emails: [{ address: 'u@example.com' }], ipEvents: [{ ip: '203.0.113.7', event: 'Upload', at: AT, port: 443 }], profileUrl: 'https://example.com/u' },
  participants: [{ externalId: 'v' }],
  messages: [{ externalId: 'm', senderId: 'u', sentAt: AT, text: 'beans', media: [randomUUID()], flagged: true }],
  signals: [{ kind: 'hash_match', algorithm: 'pdq', distance: 4, threshold: 31, mediaId: randomUUID() }, { kind: 'classifier', label: 'grooming', score: 0.9 }],
  severityHint: 'high',
};
const PASSKEY: Json = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA', userHandle: 'AAAA', attestationObject: 'oA' } };
const SIGN_IN_BODIES: readonly Json[] = [
  { email: 'nobody@example.com', password: 'wrong' }, { code: '000000' }, { code: 'abcd-efgh-jkmn' }, { demo: true }, { response: PASSKEY, name: 'Key' }, { token: 'x'.repeat(43), password: 'long enough for anybody' }, {},
];
const SIGN_IN_PATHS = ['', '/password', '/second-factor', '/passkey', '/passkey/options', '/enrol/totp', '/enrol/totp/confirm', '/enrol/passkey', '/enrol/passkey/options', '/invitation', '/invitation/password', '/start-over', '/nowhere'];
const AUTH_PATHS = ['/csrf', '/session', '/providers', '/signin/company', '/callback/company', '/callback/credentials', '/signout', '/error', '/_log', '/verify-request', '', '/a/b/c'];

const ODD: readonly Json[] = [
  null, '', '\0', 'a\ud800', '\u202e', '__proto__', 'constructor', "' OR 1=1 --", '${7*7}', '<script>', '9'.repeat(400), 'ﷺ'.repeat(2_000), -1, 1.5, 1e300, 2 ** 53, [], {}, [[[[]]]], { toString: 'x' },
  '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00', '::ffff:1.2.3.4', 'http://[', 'a@b.c', 'A'.repeat(16_384),
];
const ODD_TEXTS = ['', '{', 'nul', '\ufeff{}', '{"__proto__":{"a":1},"constructor":7}', '[' .repeat(20_000), '{"a":'.repeat(20_000), '{"items":null}', '{"items":[]}', '{"items":[null,7,"x",[],{}]}', '"\\ud800"', '1e999', '{"a":1,"a":2}', `[${'{},'.repeat(5_000)}0]`];

const junk = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ODD) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json> });

/** Every place in a value, as the object and the key that lead to it. */
function placesOf(value: Json): { holder: Record<string, Json>; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, Json>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key] ?? null)]);
}

/** The value with some of its places emptied or filled with junk. */
const changed = (base: Json) =>
  fc.array(fc.tuple(fc.nat(), fc.option(junk, { nil: undefined })), { minLength: 1, maxLength: 4 }).map((changes) => {
    const copy = structuredClone(base);
    for (const [at, filling] of changes) {
      const places = placesOf(copy);
      const place = places[at % places.length];
      if (!place) continue;
      if (filling === undefined) Reflect.deleteProperty(place.holder, place.key);
      else place.holder[place.key] = structuredClone(filling);
    }
    return copy;
  });

/** Whether intake would keep it after all; other tests count what is in the queue. */
function couldBeTaken(value: Json): boolean {
  const parsed = itemInput.safeParse(value);
  return parsed.success && !parsed.data.signals.some(({ mediaId }) => mediaId) && parsed.data.messages.every(({ media }) => media.length === 0);
}

const item = changed(ITEM).filter((value) => !couldBeTaken(value));
const items = fc.oneof(item, fc.array(item, { maxLength: 4 }).map((list): Json => ({ items: list })));

/** JSON as it is, cut off, with bytes turned, or no JSON at all. */
const bytesOf = (value: fc.Arbitrary<Json>) =>
  fc.oneof(
    { weight: 6, arbitrary: value.map((json) => Buffer.from(JSON.stringify(json))) },
    { weight: 1, arbitrary: fc.tuple(value, fc.nat()).map(([json, at]) => Buffer.from(JSON.stringify(json)).subarray(0, at % 400)) },
    { weight: 1, arbitrary: fc.tuple(value, fc.nat(), fc.nat(255)).map(([json, at, byte]) => { const bytes = Buffer.from(JSON.stringify(json)); bytes[at % bytes.length] = byte; return bytes; }) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_TEXTS).map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)) },
  );

/** A picture that was damaged: bytes turned, cut off, or something else altogether. */
const picture = (whole: Buffer) =>
  fc.tuple(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 30 }), fc.nat()).map(([turns, end]) => {
    const bytes = Buffer.from(whole.subarray(0, 1 + (end % whole.length)));
    for (const [at, byte] of turns) bytes[at % Math.min(bytes.length, 700)] = byte;
    return bytes;
  });

const word = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f).map((code) => String.fromCharCode(code)), maxLength: 60 });
const headers = fc.record({
  'Content-Type': fc.oneof({ weight: 8, arbitrary: fc.constant('application/json') }, { weight: 1, arbitrary: fc.constantFrom('text/plain', 'image/png', 'multipart/form-data', 'application/json; charset=latin1', '') }, { weight: 1, arbitrary: word }),
  'User-Agent': word, Cookie: word, Accept: word, 'Watchkeeper-Timestamp': word, 'Watchkeeper-Signature': word, 'X-Watchkeeper-Peer': word, 'Next-Action': word, 'If-Range': word,
}, { requiredKeys: ['Content-Type'] });

const method = fc.oneof({ weight: 12, arbitrary: fc.constant('POST') }, { weight: 1, arbitrary: fc.constantFrom('GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD') });
const tail = fc.oneof({ weight: 20, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom('/', '?', '?a=%00', '/%2e%2e', '%20', `?${'a'.repeat(4_000)}`, '?code=%ff&state=x') });

interface Secrets {
  /** What opens intake. */
  readonly key: string;
  /** The cookie of a sign-in that is under way. */
  readonly pending: string;
  readonly picture: Buffer;
}

/** Requests that nobody would send who means well, most of them wrong in one or two places only. */
export function malformed({ key, pending, picture: whole }: Secrets): fc.Arbitrary<Malformed> {
  const authorization = fc.oneof({ weight: 12, arbitrary: fc.constant(`Bearer ${key}`) }, { weight: 1, arbitrary: word }, { weight: 1, arbitrary: fc.constant(`bearer  ${key}x`) });
  const intake: fc.Arbitrary<[string, Buffer]> = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(fc.constant<string>('/api/intake/v1/items'), bytesOf(items)) },
    { weight: 1, arbitrary: fc.tuple(fc.constant<string>('/api/intake/v1/media'), fc.oneof(picture(whole), bytesOf(junk))) },
  );
  const signIn: fc.Arbitrary<[string, Buffer]> = fc.tuple(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...SIGN_IN_PATHS).map((path) => `/api/sign-in${path}`) }, { weight: 1, arbitrary: fc.constantFrom(...AUTH_PATHS).map((path) => `/api/auth${path}`) }),
    bytesOf(fc.oneof(fc.constantFrom(...SIGN_IN_BODIES).chain(changed), fc.constantFrom(...SIGN_IN_BODIES), junk)),
  );
  return fc.oneof(
    fc.record({ method, target: intake, tail, headers, Authorization: authorization }).map(({ Authorization, ...each }) => ({ ...each, extra: { Authorization } })),
    fc.record({ method, target: signIn, tail, headers, isPending: fc.boolean() }).map(({ isPending, ...each }) => ({ ...each, extra: isPending ? { Cookie: pending } : {} })),
  ).map(({ method: verb, target: [path, body], tail: end, headers: given, extra }) => ({ method: verb, path: path + end, headers: { ...given, ...extra }, body }));
}
