import { type XmlElement, parseXml } from '../parse-xml';

/** The path of every element and attribute (`@name`) of a document, each once. */
export function pathsIn(xml: string): string[] {
  const parsed = parseXml(xml);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return [...new Set(within(parsed.root, parsed.root.name))];
}

function within({ attributes, children }: XmlElement, path: string): string[] {
  return [path, ...Object.keys(attributes).map((name) => `${path}@${name}`), ...children.flatMap((child) => within(child, `${path}/${child.name}`))];
}
