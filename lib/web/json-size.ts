/**
 * Most values of one body, most fields of one object, and deepest nesting. The largest honest batch stays well below
 * all three, since what a value is called takes room too; three bytes a value, or an object of a million fields, is
 * what a body has that was made to keep the server busy.
 */
export const VALUES_MAX = 1_000_000;
export const FIELDS_MAX = 1_000;
export const NESTING_MAX = 100;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * What reading these bytes as JSON would cost, told by one pass over them, before anything is built from them: whether
 * they nest too deeply or hold too much. Of what is no JSON it says nothing.
 */
export function excessOf(json: Uint8Array): 'deep' | 'many' | null {
  /** How many fields may still come at each level; a list has no bound of its own. */
  const left = new Float64Array(NESTING_MAX + 1).fill(Infinity);
  let [values, depth, isText] = [1, 0, false];
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (isText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) {
      isText = true;
    } else if (byte === COMMA) {
      values += 1;
      left[depth] = (left[depth] ?? 0) - 1;
      if (left[depth] === 0 || values > VALUES_MAX) return 'many';
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values += 1;
      depth += 1;
      if (depth > NESTING_MAX) return 'deep';
      if (values > VALUES_MAX) return 'many';
      left[depth] = byte === OPEN_OBJECT ? FIELDS_MAX : Infinity;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth = Math.max(0, depth - 1);
    }
  }
  return null;
}
