/** Which bytes of a file are asked for, the last one with them. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * One range out of a Range header (RFC 9110, section 14). Several ranges, another unit and what cannot be read are answered
 * with the whole, as the RFC allows; so is a range of another version than the reader has begun with (If-Range).
 * @returns null for the whole, `unsatisfiable` when it begins behind the end.
 */
export function rangeOf(header: string | null, ifRange: string | null, etag: string, byteSize: number): Range | 'unsatisfiable' | null {
  if (header === null || (ifRange !== null && ifRange !== etag)) return null;
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header.trim()) ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    // The last so many bytes.
    const count = Math.min(Number(to), byteSize);
    return count === 0 ? 'unsatisfiable' : { first: byteSize - count, last: byteSize - 1 };
  }
  const [first, last] = [Number(from), to === '' ? byteSize - 1 : Math.min(Number(to), byteSize - 1)];
  if (first >= byteSize) return 'unsatisfiable';
  return last < first ? null : { first, last };
}
