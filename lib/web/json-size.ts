/**
 * Most values of one body, and deepest nesting. The largest honest batch stays well below both, since what a value is
 * called takes room too; three bytes a value is what a body has that was made to keep the server busy.
 */
export const VALUES_MAX = 1_000_000;
export const NESTING_MAX = 100;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * What reading these bytes as JSON would cost, told by one pass over them, before anything is built from them: whether
 * they nest too deeply or hold too many values. Of what is no JSON it says nothing.
 */
export function isTooMuch(json: Uint8Array): 'deep' | 'many' | null {
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
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values += 1;
      depth += 1;
      if (depth > NESTING_MAX) return 'deep';
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth -= 1;
    }
  }
  return values > VALUES_MAX ? 'many' : null;
}
