/** Datasets of record 2 (application), by number: IPTC-IIM 4.2. */
const NAMES: Readonly<Record<number, string>> = {
  5: 'ObjectName', 15: 'Category', 25: 'Keywords', 40: 'SpecialInstructions', 55: 'DateCreated', 60: 'TimeCreated', 65: 'OriginatingProgram',
  80: 'By-line', 85: 'By-lineTitle', 90: 'City', 92: 'Sub-location', 95: 'Province-State', 101: 'CountryName', 105: 'Headline', 110: 'Credit',
  115: 'Source', 116: 'CopyrightNotice', 118: 'Contact', 120: 'Caption-Abstract', 122: 'Writer-Editor',
};

/** A dataset begins with this marker, then record, number, and the length of its value in two bytes. */
const MARKER = 0x1c;
const APPLICATION_RECORD = 2;
const HEAD_BYTES = 5;

/** The named fields of an IPTC block, found wherever in its wrapping they begin; those that repeat are lists. */
export function iptcOf(bytes: Uint8Array): object {
  const block = Buffer.from(bytes);
  const fields = new Map<string, Uint8Array[]>();
  for (let at = block.indexOf(Buffer.of(MARKER, APPLICATION_RECORD)); at >= 0 && at + HEAD_BYTES <= block.length; ) {
    const name = block[at] === MARKER && block[at + 1] === APPLICATION_RECORD ? NAMES[block.readUInt8(at + 2)] : undefined;
    const end = at + HEAD_BYTES + block.readUInt16BE(at + 3);
    if (block[at] !== MARKER || end > block.length) break;
    if (name) fields.set(name, [...(fields.get(name) ?? []), block.subarray(at + HEAD_BYTES, end)]);
    at = end;
  }
  return Object.fromEntries([...fields].map(([name, values]) => [name, values.length > 1 ? values : values[0]]));
}
