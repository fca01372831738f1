/**
 * The words in which the grammar is written. The order of a group's fields is the order of the elements on the wire.
 * TypeScript types, serializer, reader and validator are all derived from the same data.
 */
export interface ScalarTypes {
  string: string;
  token: string;
  /** xs:boolean fixed to true: present or absent, never `false` on the wire. */
  flag: boolean;
  boolean: boolean;
  /** With a zone, for example 2026-11-20T08:15:00Z. */
  dateTime: string;
  date: string;
  /** Digits in a string: 64 bits do not fit a JavaScript number. */
  long: string;
  int: number;
  double: number;
}
export type ScalarType = keyof ScalarTypes;

export interface Leaf<T extends ScalarType = ScalarType, V extends string = string> {
  readonly kind: 'leaf';
  readonly type: T;
  readonly values?: readonly V[];
  /** In characters. */
  readonly maxLength?: number;
  readonly range?: readonly [min: number, max: number];
  readonly pattern?: RegExp;
  readonly isBlankRefused?: boolean;
}

export interface Attribute<L extends Leaf = Leaf, R extends boolean = boolean> {
  readonly leaf: L;
  readonly isRequired: R;
}
export type Attributes = Readonly<Record<string, Attribute>>;

/** Text with attributes: `{ value, ...attributes }` in an object. */
export interface Marked<L extends Leaf = Leaf, A extends Attributes = Attributes> {
  readonly kind: 'marked';
  readonly leaf: L;
  readonly attributes: A;
}

export type Model = 'sequence' | 'choice' | 'flags';

/** Elements with children; attributes, where it has any, sit beside the children in an object. */
export interface Group<M extends Model = Model, F extends Fields = Fields, A extends Attributes = Attributes> {
  readonly kind: 'group';
  readonly model: M;
  readonly fields: F;
  readonly attributes: A;
  /** At most one of these fields (a choice inside a sequence). */
  readonly atMostOneOf?: readonly string[];
}

export type Node = Leaf | Marked | Group;
export type Occurs = 'one' | 'optional' | 'many' | 'some';
export interface Field<N extends Node = Node, O extends Occurs = Occurs> {
  readonly node: N;
  readonly occurs: O;
}
export interface Fields {
  readonly [name: string]: Field;
}

type LeafValue<L> = L extends Leaf<infer T, infer V> ? (T extends 'string' ? V : ScalarTypes[T]) : never;
type AttributeValues<A> = {
  readonly [K in keyof A as A[K] extends Attribute<Leaf, true> ? K : never]: A[K] extends Attribute<infer L> ? LeafValue<L> : never;
} & {
  readonly [K in keyof A as A[K] extends Attribute<Leaf, true> ? never : K]?: A[K] extends Attribute<infer L> ? LeafValue<L> : never;
};
type FieldValue<P> = P extends Field<infer N, infer O> ? (O extends 'many' | 'some' ? readonly ValueOf<N>[] : ValueOf<N>) : never;
type SequenceValues<F> = {
  readonly [K in keyof F as F[K] extends Field<Node, 'one' | 'some'> ? K : never]: FieldValue<F[K]>;
} & {
  readonly [K in keyof F as F[K] extends Field<Node, 'one' | 'some'> ? never : K]?: FieldValue<F[K]>;
};
type ChoiceValues<F> = {
  [K in keyof F]: { readonly [P in K]: FieldValue<F[P]> } & { readonly [P in Exclude<keyof F, K>]?: undefined };
}[keyof F];

/** The TypeScript type of the object that a node describes. */
export type ValueOf<N> = N extends Leaf
  ? LeafValue<N>
  : N extends Marked<infer L, infer A>
    ? { readonly value: LeafValue<L> } & AttributeValues<A>
    : N extends Group<infer M, infer F, infer A>
      ? (M extends 'choice' ? ChoiceValues<F> : SequenceValues<F>) & AttributeValues<A>
      : never;
