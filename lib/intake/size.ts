import { DEPTH_MAX, VALUES_MAX } from './schema';

/**
 * Whether an item is nested deeper than any can be, which would exhaust the stack, or holds more values, which would
 * hold up everybody else. Asked before anything else is done with it.
 */
export function excessOf(item: unknown): 'deep' | 'many' | null {
  let level = [item];
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    values += level.length;
    if (depth > DEPTH_MAX) return 'deep';
    if (values > VALUES_MAX) return 'many';
    level = level.flatMap((value): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return null;
}
