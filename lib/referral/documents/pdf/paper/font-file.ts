import { readFileSync } from 'node:fs';

/** What laying out needs to know of a font, read from its file: which characters it has, and how wide each is. */
export interface FontMetrics {
  readonly bytes: Buffer;
  has(codePoint: number): boolean;
  /** In thousandths of the size; 0 for a character that the font lacks. */
  advanceOf(codePoint: number): number;
}

/** Tables of a TrueType file by their tags. https://learn.microsoft.com/en-us/typography/opentype/spec/otff */
function tablesOf(font: Buffer): (tag: string) => Buffer {
  const count = font.readUInt16BE(4);
  const places = new Map(
    Array.from({ length: count }, (_, index) => 12 + index * 16).map((at) => [font.toString('latin1', at, at + 4), { from: font.readUInt32BE(at + 8), size: font.readUInt32BE(at + 12) }]),
  );
  return (tag) => {
    const place = places.get(tag);
    if (!place) throw new Error(`The font has no table ${tag}.`);
    return font.subarray(place.from, place.from + place.size);
  };
}

/** Glyphs by code point, from the table for all of Unicode (format 12), which the fonts that we embed have. */
function glyphsOf(cmap: Buffer): Map<number, number> {
  const offsets = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.readUInt32BE(8 + index * 8));
  const start = offsets.find((offset) => cmap.readUInt16BE(offset) === 12);
  if (start === undefined) throw new Error('The font has no table of all of Unicode.');
  const glyphs = new Map<number, number>();
  for (let group = 0; group < cmap.readUInt32BE(start + 12); group++) {
    const at = start + 16 + group * 12;
    const [first, last, glyph] = [cmap.readUInt32BE(at), cmap.readUInt32BE(at + 4), cmap.readUInt32BE(at + 8)];
    for (let codePoint = first; codePoint <= last; codePoint++) glyphs.set(codePoint, glyph + codePoint - first);
  }
  return glyphs;
}

/** Reads a TrueType font; `path` is resolved from the folder in which the desk runs. */
export function readFont(path: string): FontMetrics {
  const bytes = readFileSync(path);
  const table = tablesOf(bytes);
  const unit = 1000 / table('head').readUInt16BE(18);
  const glyphs = glyphsOf(table('cmap'));
  const widths = table('hmtx');
  // Glyphs beyond the last width share it: a font of one width writes it once.
  const lastWidth = table('hhea').readUInt16BE(34) - 1;
  return {
    bytes,
    has: (codePoint) => (glyphs.get(codePoint) ?? 0) !== 0,
    advanceOf: (codePoint) => {
      const glyph = glyphs.get(codePoint);
      return glyph === undefined ? 0 : widths.readUInt16BE(Math.min(glyph, lastWidth) * 4) * unit;
    },
  };
}
