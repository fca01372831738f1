import type { Attribute, Attributes, Field, Fields, Group, Leaf, Marked, Node, ScalarType } from './shape';

/** Text of at most `maxLength` characters; the limits are the documentation's, the schema has none. */
export function text(maxLength?: number): Leaf<'string'> {
  return maxLength === undefined ? { kind: 'leaf', type: 'string' } : { kind: 'leaf', type: 'string', maxLength };
}

export function scalar<T extends ScalarType>(type: T, limits: Omit<Leaf<T>, 'kind' | 'type' | 'values'> = {}): Leaf<T> {
  return { kind: 'leaf', type, ...limits };
}

export function oneOf<const V extends string>(values: readonly V[]): Leaf<'string', V> {
  return { kind: 'leaf', type: 'string', values };
}

export function marked<L extends Leaf, A extends Attributes>(leaf: L, attributes: A): Marked<L, A> {
  return { kind: 'marked', leaf, attributes };
}

export function mark<L extends Leaf>(leaf: L): Attribute<L, false> {
  return { leaf, isRequired: false };
}

export function requiredMark<L extends Leaf>(leaf: L): Attribute<L, true> {
  return { leaf, isRequired: true };
}

type NoAttributes = Readonly<Record<never, Attribute>>;

export function sequence<F extends Fields>(fields: F): Group<'sequence', F, NoAttributes>;
export function sequence<F extends Fields, A extends Attributes>(fields: F, attributes: A): Group<'sequence', F, A>;
export function sequence(fields: Fields, attributes: Attributes = {}): Group {
  return { kind: 'group', model: 'sequence', fields, attributes };
}

/** Exactly one of the fields. */
export function choice<F extends Fields>(fields: F): Group<'choice', F, NoAttributes> {
  return { kind: 'group', model: 'choice', fields, attributes: {} };
}

/** Marks that are present or absent, in any order. */
export function flags<const N extends string>(
  names: readonly N[],
): Group<'flags', { readonly [K in N]: Field<Leaf<'flag'>, 'optional'> }, NoAttributes> {
  const fields = Object.fromEntries(names.map((name) => [name, optional(scalar('flag'))]));
  return { kind: 'group', model: 'flags', fields: fields as { [K in N]: Field<Leaf<'flag'>, 'optional'> }, attributes: {} };
}

export function one<N extends Node>(node: N): Field<N, 'one'> {
  return { node, occurs: 'one' };
}

export function optional<N extends Node>(node: N): Field<N, 'optional'> {
  return { node, occurs: 'optional' };
}

/** Any number, none included. */
export function many<N extends Node>(node: N): Field<N, 'many'> {
  return { node, occurs: 'many' };
}

/** One or more. */
export function some<N extends Node>(node: N): Field<N, 'some'> {
  return { node, occurs: 'some' };
}
