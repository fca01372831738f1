import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import { decodeReferences, hasIllegal } from './xml-text';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text directly inside, joined. */
  readonly text: string;
}

export type ParsedXml = { readonly root: XmlElement } | { readonly fault: string };

type Ordered = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 32,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: false,
});

/**
 * Parses XML that came from outside into a tree that keeps the order of elements. A document type declaration is
 * refused before anything is parsed, since it is what entity expansion and file inclusion need. `fault` names what
 * is wrong without quoting the document.
 */
export function parseXml(source: string): ParsedXml {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(source)) return { fault: 'a document type declaration is not accepted' };
  if (hasIllegal(source)) return { fault: 'a character that XML does not allow' };
  try {
    SyntaxValidator.validate(source, { invalidCharSequence: { attrLt: true } });
    const roots = (parser.parse(source) as readonly Ordered[]).filter((node) => !('#text' in node));
    const [root] = roots;
    if (root === undefined || roots.length !== 1) return { fault: 'not exactly one element at the top' };
    return { root: toElement(root) };
  } catch {
    // The libraries' messages quote the document, which may be evidence.
    return { fault: 'not well-formed XML' };
  }
}

function toElement(node: Ordered): XmlElement {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const inside = (node[name] ?? []) as readonly Ordered[];
  const attributes = Object.entries((node[':@'] ?? {}) as Readonly<Record<string, string>>);
  return {
    name,
    attributes: Object.fromEntries(attributes.map(([key, value]) => [key, decodeReferences(value)])),
    children: inside.filter((child) => !('#text' in child) && !('#cdata' in child)).map(toElement),
    text: inside.map(textOf).join(''),
  };
}

function textOf(node: Ordered): string {
  if (typeof node['#text'] === 'string') return decodeReferences(node['#text']);
  const cdata = node['#cdata'] as readonly Ordered[] | undefined;
  return cdata ? cdata.map(({ '#text': text }) => (typeof text === 'string' ? text : '')).join('') : '';
}
