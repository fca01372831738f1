import { type SchemaChild, type SchemaNode, readSchema } from './drift-schema';
import { type Attributes, FILE_DETAILS, type Group, LATER_ELEMENTS, type Leaf, type Node, REPORT } from './grammar';
import type { Occurs, ScalarType } from './grammar/shape';

/** One thing that the authority's schema has otherwise than our grammar. */
export interface Drift {
  /** As in `report/victim/victimPerson/age`; an attribute is `…@type`. */
  readonly path: string;
  /** What is different, for whoever looks after the desk. */
  readonly words: string;
}

/** On purpose: the schema lets it repeat, and its own comment says at most one. */
const KNOWN = new Set(['report/personOrUserReported: may now stand any number of times; here it stands at most once']);

/**
 * Compares the authority's own schema, as its /xsd answers it, with our grammar: elements, their order and number,
 * attributes, types and lists of values. Empty when nothing is different that would matter to a report.
 */
export function driftOf(xsdText: string): readonly Drift[] {
  const schema = readSchema(xsdText);
  if ('fault' in schema) return [{ path: '', words: `The answer cannot be read as a schema: ${schema.fault}` }];
  const found = ([['report', REPORT], ['fileDetails', FILE_DETAILS]] as const).flatMap(([name, group]) => {
    const node = schema.elementOf(name);
    return node ? compare(name, group, node) : [{ path: name, words: 'is not in the schema any more' }];
  });
  return found.filter(({ path, words }) => !KNOWN.has(`${path}: ${words}`));
}

function compare(path: string, ours: Node, theirs: SchemaNode): Drift[] {
  if (ours.kind === 'leaf') return compareLeaf(path, ours, theirs);
  const attributes = compareAttributes(path, ours.attributes, theirs);
  return ours.kind === 'marked' ? [...compareLeaf(path, ours.leaf, theirs), ...attributes] : [...compareChildren(path, ours, theirs), ...attributes];
}

function compareChildren(path: string, ours: Group, theirs: SchemaNode): Drift[] {
  const names = Object.keys(ours.fields);
  const byName = new Map(theirs.children.map((child) => [child.name, child]));
  const added = theirs.children.filter(({ name }) => !Object.hasOwn(ours.fields, name)).map((child) => ({ path: `${path}/${child.name}`, words: newWords(child) }));
  const both = names.flatMap((name) => {
    const [field, child] = [ours.fields[name], byName.get(name)];
    if (!field) return [];
    if (!child) return [{ path: `${path}/${name}`, words: 'is not in the schema any more; a report that has it would be refused' }];
    return [...compareCount(`${path}/${name}`, ours, field.occurs, child), ...compare(`${path}/${name}`, field.node, child.node())];
  });
  return [...added, ...compareOrder(path, ours, theirs, names), ...compareChoice(path, ours, theirs), ...both];
}

function newWords({ name, min, choice }: SchemaChild): string {
  if (min > 0 && choice === null) return 'is new and required; a report without it would be refused';
  return LATER_ELEMENTS.has(name) ? 'is in the schema now, as the documentation had announced' : 'is new in the schema';
}

function compareOrder(path: string, ours: Group, theirs: SchemaNode, names: readonly string[]): Drift[] {
  if (ours.model !== 'sequence') return [];
  const common = theirs.children.map(({ name }) => name).filter((name) => names.includes(name));
  const order = names.filter((name) => common.includes(name));
  const at = order.findIndex((name, index) => common[index] !== name);
  return at === -1 || !theirs.isOrdered ? [] : [{ path, words: `has its elements in another order, from ${common[at]} on` }];
}

function compareChoice(path: string, ours: Group, theirs: SchemaNode): Drift[] {
  const alternatives = ours.model === 'choice' ? Object.keys(ours.fields) : (ours.atMostOneOf ?? []);
  const common = theirs.children.filter(({ name }) => Object.hasOwn(ours.fields, name));
  const chosen = common.filter(({ choice }) => choice !== null).map(({ name }) => name);
  const differs = chosen.filter((name) => !alternatives.includes(name)).concat(common.filter(({ name, choice }) => choice === null && alternatives.includes(name)).map(({ name }) => name));
  return differs.length === 0 ? [] : [{ path, words: `makes a choice otherwise of ${differs.join(', ')}` }];
}

const COUNTS: Readonly<Record<Occurs, readonly [number, number]>> = { one: [1, 1], optional: [0, 1], many: [0, Infinity], some: [1, Infinity] };
const countWords = (min: number, max: number): string =>
  max === Infinity ? (min > 0 ? 'at least once' : 'any number of times') : min > 0 ? `exactly ${max === 1 ? 'once' : max}` : `at most ${max === 1 ? 'once' : max}`;

function compareCount(path: string, { model, atMostOneOf }: Group, occurs: Occurs, { name, min, max }: SchemaChild): Drift[] {
  const [least, most] = COUNTS[occurs];
  // One of several: that at least one is there is the choice's to say.
  const isChosen = model === 'choice' || atMostOneOf?.includes(name);
  if (max === most && (isChosen || min === least)) return [];
  return [{ path, words: `may now stand ${countWords(min, max)}; here it stands ${countWords(isChosen ? 0 : least, most)}` }];
}

function compareAttributes(path: string, ours: Attributes, theirs: SchemaNode): Drift[] {
  const names = theirs.attributes.map(({ name }) => name);
  const added = theirs.attributes
    .filter(({ name }) => !Object.hasOwn(ours, name))
    .map(({ name, isRequired }) => ({ path: `${path}@${name}`, words: isRequired ? 'is new and required; a report without it would be refused' : 'is new in the schema' }));
  const gone = Object.keys(ours).filter((name) => !names.includes(name)).map((name) => ({ path: `${path}@${name}`, words: 'is not in the schema any more; a report that has it would be refused' }));
  const both = theirs.attributes.flatMap(({ name, isRequired, node }) => {
    const own = Object.hasOwn(ours, name) ? ours[name] : undefined;
    if (!own) return [];
    const required = own.isRequired === isRequired ? [] : [{ path: `${path}@${name}`, words: isRequired ? 'is required now' : 'is not required any more' }];
    return [...required, ...compareLeaf(`${path}@${name}`, own.leaf, node)];
  });
  return [...added, ...gone, ...both];
}

const STRINGS = ['string', 'normalizedString', 'token', 'anyURI'];
const TYPES: Readonly<Record<ScalarType, readonly string[]>> = {
  string: STRINGS,
  token: STRINGS,
  flag: ['boolean'],
  boolean: ['boolean'],
  dateTime: ['dateTime'],
  date: ['date'],
  long: ['long', 'integer', 'unsignedLong'],
  int: ['int', 'integer', 'short', 'unsignedShort', 'positiveInteger', 'nonNegativeInteger'],
  double: ['double', 'decimal', 'float'],
};

function compareLeaf(path: string, ours: Leaf, theirs: SchemaNode): Drift[] {
  const words: string[] = [];
  if (theirs.base === null || theirs.children.length > 0) words.push('has elements in it now');
  else if (!TYPES[ours.type].includes(theirs.base)) words.push(`is of the type ${theirs.base} now; here it is ${ours.type}`);
  if ((ours.type === 'flag') !== (theirs.fixed === 'true')) words.push(ours.type === 'flag' ? 'is not fixed to true any more' : 'is fixed to true now');
  words.push(...compareValues(ours.values, theirs.values));
  if ((ours.pattern?.source.replace(/^\^|\$$/g, '') ?? null) !== theirs.pattern) words.push(theirs.pattern === null ? 'has no pattern any more' : `has another pattern: ${theirs.pattern}`);
  if (theirs.maxLength !== null && theirs.maxLength < (ours.maxLength ?? Infinity)) words.push(`takes at most ${theirs.maxLength} characters now`);
  return words.map((each) => ({ path, words: each }));
}

function compareValues(ours: readonly string[] | undefined, theirs: readonly string[] | null): string[] {
  if (!ours && !theirs) return [];
  if (!theirs) return ['is not limited to a list any more'];
  if (!ours) return [`is limited to a list now: ${theirs.join(', ')}`];
  const [added, gone] = [theirs.filter((value) => !ours.includes(value)), ours.filter((value) => !theirs.includes(value))];
  return [...(added.length > 0 ? [`takes new values: ${added.join(', ')}`] : []), ...(gone.length > 0 ? [`does not take these values any more: ${gone.join(', ')}`] : [])];
}
