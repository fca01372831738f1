/** The longest text that is kept of one field, in characters, and how many entries of a list. */
const TEXT_MAX = 1000;
const LIST_MAX = 64;
const FIELDS_MAX = 500;
const DEPTH_MAX = 6;

/** Control characters, and those that turn or hide text around them: metadata is a place to smuggle them in. */
const HIDDEN = /[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

function plainText(text: string): string {
  return text.slice(0, TEXT_MAX).replace(HIDDEN, ' ').trim();
}

function plainBytes(bytes: Uint8Array): unknown {
  // Texts that are not ASCII come as bytes, as do fields that only their maker's software knows.
  const text = Buffer.from(bytes.subarray(0, TEXT_MAX)).toString('utf8').replace(/\0+$/, '');
  return text.includes('\ufffd') || /\p{Cc}/u.test(text) ? { bytes: bytes.length } : plainText(text);
}

/** What a parser found, as plain JSON: texts cleaned and cut, dates in ISO form, bytes as text or by their number, the rest bounded. */
export function plain(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return plainText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (value instanceof Uint8Array) return plainBytes(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (typeof value !== 'object' || value === null || depth >= DEPTH_MAX) return null;
  if (Array.isArray(value)) return value.slice(0, LIST_MAX).map((entry) => plain(entry, depth + 1));
  return Object.fromEntries(Object.entries(value).slice(0, FIELDS_MAX).map(([name, entry]) => [plainText(name), plain(entry, depth + 1)]));
}
