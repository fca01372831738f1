/** One value of DER: its tag, what is in it, and all of its bytes. */
export interface Der {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly bytes: Uint8Array;
}

const LONG = 0x80;

/** The first value in the bytes. Undefined where there is no whole one; lengths that DER would write shorter are refused. */
export function readDer(bytes: Uint8Array): Der | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined || first === LONG || (tag & 0x1f) === 0x1f) return undefined;
  const count = first < LONG ? 0 : first - LONG;
  if (count > 4 || bytes.length < 2 + count) return undefined;
  const length = count === 0 ? first : bytes.subarray(2, 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  const [start, end] = [2 + count, 2 + count + length];
  if (end > bytes.length || (count > 0 && (length < LONG || bytes[2] === 0))) return undefined;
  return { tag, content: bytes.subarray(start, end), bytes: bytes.subarray(0, end) };
}

/** The values one after the other in the bytes; undefined when something of them is none. */
export function readAll(bytes: Uint8Array): Der[] | undefined {
  const found: Der[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const next = readDer(rest);
    if (!next) return undefined;
    found.push(next);
    rest = rest.subarray(next.bytes.length);
  }
  return found;
}

const CONSTRUCTED = 0x20;

/** Whether a value is made of whole values to its last byte, however deep: what reads it leniently then reads the same. */
export function isWhole({ tag, content }: Der): boolean {
  if ((tag & CONSTRUCTED) === 0) return true;
  return readAll(content)?.every(isWhole) ?? false;
}
