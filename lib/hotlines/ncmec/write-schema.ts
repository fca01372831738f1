import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import { type Attributes, FILE_DETAILS, type Field, type Group, type Leaf, type Node, REPORT, type ScalarType } from './grammar';

const TYPES: Readonly<Record<ScalarType, string>> = {
  string: 'xs:string',
  token: 'xs:token',
  flag: 'xs:boolean',
  boolean: 'xs:boolean',
  dateTime: 'xs:dateTime',
  date: 'xs:date',
  long: 'xs:long',
  int: 'xs:int',
  double: 'xs:double',
};

const OCCURS: Readonly<Record<Field['occurs'], Readonly<Record<string, string>>>> = {
  one: {},
  optional: { minOccurs: '0' },
  many: { minOccurs: '0', maxOccurs: 'unbounded' },
  some: { maxOccurs: 'unbounded' },
};

let written: string | undefined;

/**
 * The grammar as a W3C XML schema: what the sandbox answers to /xsd, and what tells that grammar and schema of the
 * authority mean the same. As in the authority's own, lengths and ranges are left to the documentation.
 */
export function writeSchema(): string {
  written ??= new SchemaWriter().write();
  return written;
}

/** Nodes that stand in several places are written once, as types under the name of the first place. */
class SchemaWriter {
  private readonly uses = new Map<Node, { count: number; readonly name: string }>();
  private readonly schema = create({ version: '1.0', encoding: 'UTF-8' }).ele('xs:schema', { 'xmlns:xs': 'http://www.w3.org/2001/XMLSchema', elementFormDefault: 'qualified' });

  write(): string {
    this.count('report', REPORT);
    this.count('fileDetails', FILE_DETAILS);
    this.element(this.schema, 'report', REPORT);
    this.element(this.schema, 'fileDetails', FILE_DETAILS);
    for (const [node, { count, name }] of this.uses) if (count > 1) this.type(this.schema, node, { name });
    writeAnswers(this.schema);
    return this.schema.doc().end({ prettyPrint: true });
  }

  private count(name: string, node: Node): void {
    if (node.kind === 'leaf' && !isRestricted(node)) return;
    const use = this.uses.get(node);
    if (use) {
      use.count += 1;
      return;
    }
    this.uses.set(node, { count: 1, name: this.freeName(name) });
    if (node.kind === 'leaf') return;
    for (const [attribute, { leaf }] of Object.entries(node.attributes)) this.count(attribute, leaf);
    if (node.kind === 'marked') this.count(name, node.leaf);
    else for (const [child, field] of Object.entries(node.fields)) this.count(child, field.node);
  }

  private freeName(name: string): string {
    const taken = [...this.uses.values()].map((use) => use.name);
    let free = name;
    for (let number = 2; taken.includes(free); number += 1) free = `${name}${number}`;
    return free;
  }

  private element(parent: XMLBuilder, name: string, node: Node, more: Readonly<Record<string, string>> = {}): void {
    this.typed(parent, 'xs:element', node, { name, ...more, ...(node.kind === 'leaf' && node.type === 'flag' ? { fixed: 'true' } : {}) });
  }

  /** An element or attribute with its type: by name where it has one, and inside where it has none. */
  private typed(parent: XMLBuilder, tag: string, node: Node, attributes: Readonly<Record<string, string>>): void {
    const use = this.uses.get(node);
    const name = node.kind === 'leaf' && !isRestricted(node) ? TYPES[node.type] : use && use.count > 1 ? use.name : undefined;
    if (name !== undefined) parent.ele(tag, { ...attributes, type: name });
    else this.type(parent.ele(tag, attributes), node);
  }

  private type(parent: XMLBuilder, node: Node, named: Readonly<Record<string, string>> = {}): void {
    if (node.kind === 'leaf') {
      const restriction = parent.ele('xs:simpleType', named).ele('xs:restriction', { base: TYPES[node.type] });
      for (const value of node.values ?? []) restriction.ele('xs:enumeration', { value });
      if (node.pattern) restriction.ele('xs:pattern', { value: node.pattern.source.replace(/^\^|\$$/g, '') });
      return;
    }
    const complex = parent.ele('xs:complexType', named);
    if (node.kind === 'marked') {
      const use = this.uses.get(node.leaf);
      const base = use ? use.name : TYPES[node.leaf.type];
      this.attributes(complex.ele('xs:simpleContent').ele('xs:extension', { base }), node.attributes);
      return;
    }
    this.children(complex, node);
    this.attributes(complex, node.attributes);
  }

  private children(complex: XMLBuilder, { model, fields, atMostOneOf = [] }: Group): void {
    const entries = Object.entries(fields);
    if (entries.length === 0) return;
    const inside = complex.ele({ sequence: 'xs:sequence', choice: 'xs:choice', flags: 'xs:all' }[model]);
    for (const [name, { node, occurs }] of entries) {
      if (!atMostOneOf.includes(name)) this.element(inside, name, node, OCCURS[occurs]);
      else if (name === atMostOneOf[0]) {
        const either = inside.ele('xs:choice');
        for (const [other, field] of entries) if (atMostOneOf.includes(other)) this.element(either, other, field.node, OCCURS[field.occurs]);
      }
    }
  }

  private attributes(parent: XMLBuilder, attributes: Attributes): void {
    for (const [name, { leaf, isRequired }] of Object.entries(attributes)) {
      this.typed(parent, 'xs:attribute', leaf, { name, ...(isRequired ? { use: 'required' } : {}) });
    }
  }
}

function isRestricted({ values, pattern }: Leaf): boolean {
  return values !== undefined || pattern !== undefined;
}

/** The two documents that come back; the sandbox writes them, and nothing of ours ever sends one. */
function writeAnswers(schema: XMLBuilder): void {
  const answer = schema.ele('xs:element', { name: 'reportResponse' }).ele('xs:complexType').ele('xs:sequence');
  answer.ele('xs:element', { name: 'responseCode', type: 'xs:int' });
  answer.ele('xs:element', { name: 'responseDescription', type: 'xs:string' });
  answer.ele('xs:element', { name: 'reportId', minOccurs: '0', type: 'xs:long' });
  for (const name of ['fileId', 'hash']) answer.ele('xs:element', { name, minOccurs: '0', type: 'xs:token' });
  const done = schema.ele('xs:element', { name: 'reportDoneResponse' }).ele('xs:complexType').ele('xs:sequence');
  done.ele('xs:element', { name: 'responseCode', type: 'xs:int' });
  done.ele('xs:element', { name: 'reportId', type: 'xs:long' });
  const files = done.ele('xs:element', { name: 'files' }).ele('xs:complexType').ele('xs:sequence');
  files.ele('xs:element', { name: 'fileId', minOccurs: '0', maxOccurs: 'unbounded', type: 'xs:string' });
}
