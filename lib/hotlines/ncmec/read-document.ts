import type { GrammarProblem } from './check-node';
import { type Attributes, FILE_DETAILS, type Group, type Leaf, type Node, REPORT } from './grammar';
import type { XmlElement } from './parse-xml';

/** What a document says, in the shape that the validator takes, and what is wrong with its elements and their order. */
export interface ReadDocument {
  readonly value: unknown;
  readonly problems: readonly GrammarProblem[];
}

export function readReport(root: XmlElement): ReadDocument {
  return readDocument(root, 'report', REPORT);
}

export function readFileDetails(root: XmlElement): ReadDocument {
  return readDocument(root, 'fileDetails', FILE_DETAILS);
}

function readDocument(root: XmlElement, name: string, group: Group): ReadDocument {
  if (root.name !== name) return { value: {}, problems: [{ path: '', message: `must be a <${name}>` }] };
  const problems: GrammarProblem[] = [];
  return { value: readNode(root, group, '', problems), problems };
}

function readNode(element: XmlElement, node: Node, path: string, problems: GrammarProblem[]): unknown {
  if (node.kind === 'group') {
    if (element.text.trim() !== '') problems.push({ path, message: 'has text between its elements' });
    return { ...readFields(element, node, path, problems), ...readAttributes(element, node.attributes, path, problems) };
  }
  if (element.children.length > 0) problems.push({ path, message: 'takes text, not elements' });
  if (node.kind === 'marked') {
    return { value: readText(element.text, node.leaf), ...readAttributes(element, node.attributes, path, problems) };
  }
  readAttributes(element, {}, path, problems);
  return readText(element.text, node);
}

function readFields(element: XmlElement, group: Group, path: string, problems: GrammarProblem[]): Record<string, unknown> {
  const order = Object.keys(group.fields);
  const value: Record<string, unknown> = {};
  let reached = 0;
  for (const child of element.children) {
    const childPath = path === '' ? child.name : `${path}/${child.name}`;
    const field = Object.hasOwn(group.fields, child.name) ? group.fields[child.name] : undefined;
    if (field === undefined) {
      problems.push({ path: childPath, message: 'is not expected here' });
      continue;
    }
    const position = order.indexOf(child.name);
    if (group.model === 'sequence' && position < reached) problems.push({ path: childPath, message: 'is out of order' });
    reached = Math.max(reached, position);
    const earlier = value[child.name];
    if (field.occurs === 'many' || field.occurs === 'some') {
      const entries = Array.isArray(earlier) ? (earlier as unknown[]) : [];
      value[child.name] = [...entries, readNode(child, field.node, `${childPath}/${entries.length}`, problems)];
    } else {
      if (earlier !== undefined) problems.push({ path: childPath, message: 'is given more than once' });
      value[child.name] = readNode(child, field.node, childPath, problems);
    }
  }
  return value;
}

function readAttributes(element: XmlElement, known: Attributes, path: string, problems: GrammarProblem[]): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(element.attributes)) {
    if (/^(?:xmlns$|xmlns:|xsi:)/.test(name)) continue;
    const attribute = Object.hasOwn(known, name) ? known[name] : undefined;
    if (attribute) value[name] = readText(text, attribute.leaf);
    else problems.push({ path: `${path}@${name}`, message: 'is not an attribute known here' });
  }
  return value;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([['true', true], ['1', true], ['false', false], ['0', false]]);

/** What cannot be understood stays text, for the validator to refuse. */
function readText(text: string, leaf: Leaf): unknown {
  const trimmed = text.trim();
  switch (leaf.type) {
    case 'string':
      return text;
    case 'flag':
      // A flag is fixed to true: empty means true, and `false` is refused.
      return trimmed === '' || BOOLEANS.get(trimmed) === true ? true : trimmed;
    case 'boolean':
      return BOOLEANS.get(trimmed) ?? trimmed;
    case 'int':
    case 'double':
      return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
    default:
      return trimmed;
  }
}
