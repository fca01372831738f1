import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

const file = path.resolve('..', 'shared', 'reference', 'cyber_tipline.xsd');

/** The authority's schema is not ours to ship: where it is absent, tests that need it are skipped and say so. */
export const hasSchema = existsSync(file);
if (!hasSchema) console.warn(`Skipped: the authority's schema is not at ${path.relative('.', file)}`);

export function schemaSource(): string {
  return readFileSync(file, 'utf8');
}

/** What the authority's schema says against a document; empty when it is valid. */
export function schemaProblems(xml: string): string[] {
  using schema = XmlDocument.fromString(schemaSource());
  using validator = XsdValidator.fromDoc(schema);
  using document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    return [String(error)];
  }
}
