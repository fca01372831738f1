/** A place between two entries of the trail: an entry's time and number, by which the trail is ordered. */
export interface Place {
  readonly at: Date;
  readonly seq: bigint;
}

const DIGITS = 36;

/** As it stands in an address: `lz3k9f2.2f4`. Nothing is meant to read it but `parseCursor`. */
export function formatCursor({ at, seq }: Place): string {
  return `${at.getTime().toString(DIGITS)}.${seq.toString(DIGITS)}`;
}

function bigintOf(digits: string): bigint {
  return [...digits].reduce((sum, digit) => sum * BigInt(DIGITS) + BigInt(Number.parseInt(digit, DIGITS)), 0n);
}

/** Of a text that `auditFilter` has let through: its numbers are within what dates and the database can hold. */
export function parseCursor(text: string): Place {
  const [ms = '', seq = ''] = text.split('.');
  return { at: new Date(Number.parseInt(ms, DIGITS)), seq: bigintOf(seq) };
}
