import { type XmlElement, parseXml } from './parse-xml';

/** What an XML schema says of one element or attribute, as far as it can be compared with the grammar. */
export interface SchemaNode {
  /** The built-in type of its text, without prefix: `string`, `dateTime`; null of an element with children. */
  readonly base: string | null;
  readonly values: readonly string[] | null;
  readonly pattern: string | null;
  readonly maxLength: number | null;
  readonly fixed: string | null;
  /** In their order. */
  readonly children: readonly SchemaChild[];
  readonly isOrdered: boolean;
  readonly attributes: readonly { readonly name: string; readonly isRequired: boolean; readonly node: SchemaNode }[];
}

export interface SchemaChild {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Those of one choice have the same; null outside of one. */
  readonly choice: number | null;
  readonly node: () => SchemaNode;
}

export type ReadSchema = { readonly elementOf: (name: string) => SchemaNode | undefined } | { readonly fault: string };

const NOTHING: SchemaNode = { base: null, values: null, pattern: null, maxLength: null, fixed: null, children: [], isOrdered: true, attributes: [] };
const PARTICLES = ['sequence', 'all', 'choice', 'element', 'group'];

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function inside({ children }: XmlElement, ...names: readonly string[]): readonly XmlElement[] {
  return children.filter(({ name }) => names.includes(local(name)));
}

/** Reads the declarations that describe documents; what an authority's schema has no need of (imports, keys) is left aside. */
export function readSchema(source: string): ReadSchema {
  const parsed = parseXml(source);
  if ('fault' in parsed) return parsed;
  const { root } = parsed;
  if (local(root.name) !== 'schema') return { fault: 'no XML schema' };
  const prefix = root.name.includes(':') ? root.name.slice(0, root.name.indexOf(':') + 1) : '';
  const named = (kind: string, name: string) => inside(root, kind).find(({ attributes }) => attributes.name === local(name));

  const typeOf = (reference: string): SchemaNode => {
    const own = reference.startsWith(prefix) && prefix !== '' ? undefined : (named('complexType', reference) ?? named('simpleType', reference));
    return own ? readType(own) : { ...NOTHING, base: local(reference) };
  };

  const readType = (type: XmlElement): SchemaNode => {
    const derived = inside(type, 'simpleContent', 'complexContent').flatMap((content) => inside(content, 'extension', 'restriction'))[0];
    if (local(type.name) === 'simpleType') return restrict(inside(type, 'restriction')[0]);
    const base = derived ? typeOf(derived.attributes.base ?? '') : NOTHING;
    const holder = derived ?? type;
    const particles = inside(holder, ...PARTICLES);
    return {
      ...base,
      children: [...base.children, ...particles.flatMap((particle) => readParticle(particle, 1, 1, null))],
      isOrdered: base.isOrdered && particles.every(({ name }) => local(name) !== 'all'),
      attributes: [...base.attributes, ...inside(holder, 'attribute').map(readAttribute)],
    };
  };

  const restrict = (restriction: XmlElement | undefined): SchemaNode => {
    if (!restriction) return { ...NOTHING, base: 'string' };
    const base = typeOf(restriction.attributes.base ?? 'string');
    const facets = (name: string) => inside(restriction, name).map(({ attributes }) => attributes.value ?? '');
    const values = facets('enumeration');
    const [pattern, maxLength] = [facets('pattern')[0], facets('maxLength')[0]];
    return { ...base, values: values.length > 0 ? values : base.values, pattern: pattern ?? base.pattern, maxLength: maxLength === undefined ? base.maxLength : Number(maxLength) };
  };

  const declared = (element: XmlElement): SchemaNode => {
    const type = inside(element, 'complexType', 'simpleType')[0];
    const node = element.attributes.type === undefined ? (type ? readType(type) : { ...NOTHING, base: 'string' }) : typeOf(element.attributes.type);
    return element.attributes.fixed === undefined ? node : { ...node, fixed: element.attributes.fixed };
  };

  const readAttribute = (attribute: XmlElement) => ({ name: attribute.attributes.name ?? '', isRequired: attribute.attributes.use === 'required', node: declared(attribute) });

  let choices = 0;
  const readParticle = (particle: XmlElement, min: number, max: number, choice: number | null): SchemaChild[] => {
    const { minOccurs = '1', maxOccurs = '1', ref, name = '' } = particle.attributes;
    const least = min * Number(minOccurs);
    const most = maxOccurs === 'unbounded' ? Infinity : max * Number(maxOccurs);
    const kind = local(particle.name);
    if (kind === 'element') {
      const element = ref === undefined ? particle : named('element', ref);
      return [{ name: local(ref ?? name), min: least, max: most, choice, node: () => (element ? declared(element) : NOTHING) }];
    }
    const within = kind === 'group' ? inside(named('group', ref ?? '') ?? particle, ...PARTICLES) : inside(particle, ...PARTICLES);
    if (kind === 'choice') choices += 1;
    const own = kind === 'choice' ? choices : choice;
    return within.flatMap((inner) => readParticle(inner, kind === 'choice' ? 0 : least, most, own));
  };

  return {
    elementOf: (name) => {
      const element = named('element', name);
      return element && declared(element);
    },
  };
}
