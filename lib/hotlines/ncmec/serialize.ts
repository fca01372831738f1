import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import { isRecord } from './check-node';
import { type Attributes, FILE_DETAILS, type FileDetails, type Group, type Node, REPORT, type Report } from './grammar';
import { replaceIllegal } from './xml-text';

/** The body of /submit, in the grammar's order whatever the order of the object's keys. */
export function serializeReport(report: Report): string {
  return serialize('report', REPORT, report);
}

/** The body of /fileinfo. */
export function serializeFileDetails(details: FileDetails): string {
  return serialize('fileDetails', FILE_DETAILS, details);
}

function serialize(name: string, group: Group, value: unknown): string {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  write(document, name, group, value);
  return document.end();
}

function write(parent: XMLBuilder, name: string, node: Node, value: unknown): void {
  if (node.kind === 'leaf') {
    if (node.type !== 'flag') parent.ele(name).txt(textOf(value, name));
    else if (value === true) parent.ele(name);
    return;
  }
  // Validation comes first everywhere; what still does not fit is our mistake, and leaving it out would be silent.
  if (!isRecord(value)) throw new TypeError(`<${name}> cannot be written from ${typeof value}`);
  if (node.kind === 'marked') {
    refuseUnknown(name, value, ['value'], node.attributes);
    writeAttributes(parent.ele(name), node.attributes, value).txt(textOf(value.value, name));
    return;
  }
  refuseUnknown(name, value, Object.keys(node.fields), node.attributes);
  if (node.model === 'flags' && !Object.values(value).includes(true)) return;
  const element = writeAttributes(parent.ele(name), node.attributes, value);
  for (const [child, field] of Object.entries(node.fields)) {
    const given = value[child];
    if (given === undefined) continue;
    const entries: readonly unknown[] = Array.isArray(given) ? given : [given];
    for (const entry of entries) write(element, child, field.node, entry);
  }
}

function writeAttributes(element: XMLBuilder, attributes: Attributes, value: Readonly<Record<string, unknown>>): XMLBuilder {
  for (const name of Object.keys(attributes)) {
    if (value[name] !== undefined) element.att(name, textOf(value[name], name));
  }
  return element;
}

function refuseUnknown(name: string, value: object, fields: readonly string[], attributes: Attributes): void {
  const unknown = Object.keys(value).find((key) => !fields.includes(key) && !Object.hasOwn(attributes, key));
  if (unknown !== undefined) throw new TypeError(`<${name}> has no element or attribute called ${unknown}`);
}

/**
 * xmlbuilder2 escapes text, except that it takes `&word;` for a reference and leaves it be. A person who typed that
 * would make the report malformed, so every ampersand is a reference before the library sees it.
 */
function textOf(value: unknown, name: string): string {
  if (typeof value === 'string') return replaceIllegal(value).replaceAll('&', '&amp;');
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError(`<${name}> cannot be written from ${typeof value}`);
}
