/** What is left of pieces of which so many bytes were written: a disk that is getting full takes a part, and fails the next time. */
export function unwritten(pieces: readonly Uint8Array[], byteCount: number): readonly Uint8Array[] {
  let left = byteCount;
  for (const [at, piece] of pieces.entries()) {
    if (left < piece.length) return [piece.subarray(left), ...pieces.slice(at + 1)];
    left -= piece.length;
  }
  return [];
}
