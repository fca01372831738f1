/** Bodies beyond this are cut in the record of a call, which says so. */
export const KEPT_BYTES = 1024 * 1024;

/** Never kept: they hold, or hint at, what signs us in. */
const SECRET = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'www-authenticate', 'proxy-authenticate']);

const VALUE_MAX = 1_000;

/** Headers as the record of a call keeps them, by lower-case names. */
export function keepHeaders(headers: Iterable<readonly [string, string]>): Record<string, string> {
  const kept = [...headers].filter(([name]) => !SECRET.has(name.toLowerCase()));
  return Object.fromEntries(kept.map(([name, value]) => [name.toLowerCase(), value.slice(0, VALUE_MAX)]));
}

/** A body as the record keeps it: whole, or its first KEPT_BYTES and a line that says how much is missing. */
export function keepBody(text: string): string {
  if (text.length <= KEPT_BYTES / 3) return text;
  const bytes = Buffer.from(text);
  if (bytes.length <= KEPT_BYTES) return text;
  // What was cut through in the middle of a character ends with the mark for that.
  return `${bytes.subarray(0, KEPT_BYTES).toString('utf8')}\n[Cut here: the first ${KEPT_BYTES} of ${bytes.length} bytes are kept.]`;
}
