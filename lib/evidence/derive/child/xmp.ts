import { XMLParser } from 'fast-xml-parser';

const XMP_CHARACTERS = 256 * 1024;

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', processEntities: false, parseTagValue: false, trimValues: true });

/** The properties of an XMP packet, by their prefixed names: `dc:creator`, `xmp:CreatorTool`. @throws Error for what is no XML. */
export function xmpOf(xml: string): object {
  if (xml.length > XMP_CHARACTERS) throw new Error('The XMP is too large.');
  const tree = parser.parse(xml) as Record<string, unknown>;
  const meta = (tree['x:xmpmeta'] ?? tree) as Record<string, unknown>;
  const rdf = (meta['rdf:RDF'] ?? {}) as Record<string, unknown>;
  const described = [rdf['rdf:Description'] ?? []].flat() as Record<string, unknown>[];
  const fields = described.flatMap((description) => Object.entries(Object(description) as object));
  return Object.fromEntries(fields.filter(([name]) => !name.startsWith('xmlns') && name !== 'rdf:about'));
}
