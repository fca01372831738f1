/**
 * JSON with its keys in order, so that the same body sent with other spacing or order is the same body. For items
 * that are not too much (`excessOf`): it goes as deep as they do.
 */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  // As JSON has it: what is undefined is not there.
  const pairs = Object.entries(value).filter(([, element]) => element !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, element]) => `${JSON.stringify(key)}:${canonical(element)}`).join(',')}}`;
}
