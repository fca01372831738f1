import { DEPTH_MAX } from './schema';

/**
 * JSON with its keys in order, so that the same body sent with other spacing or order is the same body.
 * Null when it is nested deeper than any item can be, which would exhaust the stack.
 */
export function canonical(value: unknown, depth = 0): string | null {
  if (depth > DEPTH_MAX) return null;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Array.isArray(value)
    ? value.map((element) => canonical(element, depth + 1))
    : Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, element]) => {
          const text = canonical(element, depth + 1);
          return text === null ? null : `${JSON.stringify(key)}:${text}`;
        });
  if (parts.includes(null)) return null;
  return Array.isArray(value) ? `[${parts.join(',')}]` : `{${parts.join(',')}}`;
}
