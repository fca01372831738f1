import { inflateSync } from 'node:zlib';

/** What a reader of a PDF sees and what else its bytes say, read without a PDF library: the text of every page, and all streams inflated. */
export interface OpenedPdf {
  readonly text: string;
  readonly streams: readonly Buffer[];
}

const STREAM = /(\d+) 0 obj\s*<<((?:(?!endobj)[^])*?)>>\s*stream\r?\n/g;

function streamsOf(pdf: Buffer): Map<string, Buffer> {
  const source = pdf.toString('latin1');
  const found = new Map<string, Buffer>();
  for (const { 0: head, 1: id = '', 2: dictionary = '', index } of source.matchAll(STREAM)) {
    const start = index + head.length;
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? source.indexOf('endstream', start) - start);
    const bytes = pdf.subarray(start, start + length);
    found.set(id, dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes);
  }
  return found;
}

/** Letters of a ligature stand apart there. */
const unicode = (hex: string): string => Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le');
const next = (hex: string, by: number): string => unicode((BigInt(`0x${hex}`) + BigInt(by)).toString(16).padStart(hex.length, '0'));

/** What the glyphs of a font stand for: its ToUnicode map. */
function mapOf(map: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  for (const { 1: block = '' } of map.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
    for (const { 1: glyph = '', 2: text = '' } of block.matchAll(/<([\da-fA-F]+)>\s*<([\da-fA-F ]*)>/g)) letters.set(Number.parseInt(glyph, 16), unicode(text));
  }
  for (const { 1: block = '' } of map.matchAll(/beginbfrange([^]*?)endbfrange/g)) {
    for (const { 1: from = '', 2: until = '', 3: list, 4: first } of block.matchAll(/<([\da-fA-F]+)>\s*<([\da-fA-F]+)>\s*(?:\[([^\]]*)\]|<([\da-fA-F]+)>)/g)) {
      const start = Number.parseInt(from, 16);
      const texts = list === undefined ? Array.from({ length: Number.parseInt(until, 16) - start + 1 }, (_, at) => next(first ?? '', at)) : Array.from(list.matchAll(/<([\da-fA-F ]*)>/g), ([, hex = '']) => unicode(hex));
      texts.forEach((text, at) => letters.set(start + at, text));
    }
  }
  return letters;
}

/** Opens a PDF that was written with one content stream a page, deflated, and fonts of two-byte glyphs, as ours are. */
export function openPdf(pdf: Buffer): OpenedPdf {
  const source = pdf.toString('latin1');
  const streams = streamsOf(pdf);
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  for (const { 1: name = '', 2: id = '' } of source.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const map = new RegExp(`(?:^|\\D)${id} 0 obj(?:(?!endobj)[^])*?/ToUnicode (\\d+) 0 R`).exec(source)?.[1];
    const stream = map && streams.get(map);
    if (stream) fonts.set(name, mapOf(stream.toString('latin1')));
  }
  const lines = [...streams.values()].map((stream) => {
    let letters: ReadonlyMap<number, string> = new Map<number, string>();
    return Array.from(stream.toString('latin1').matchAll(/\/(F\d+) [\d.]+ Tf|<([\da-fA-F]+)>(?=[^\]]*\] TJ|\s*Tj)|(ET)/g), ([, font, glyphs, end]) => {
      if (font !== undefined) letters = fonts.get(font) ?? letters;
      if (end !== undefined) return '\n';
      return Array.from((glyphs ?? '').matchAll(/[\da-fA-F]{4}/g), ([glyph]) => letters.get(Number.parseInt(glyph, 16)) ?? '').join('');
    }).join('');
  });
  return { text: lines.join('\n'), streams: [...streams.values()] };
}
