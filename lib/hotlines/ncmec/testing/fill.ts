import type { Attributes, Group, Leaf, Node } from '../grammar';

function fillLeaf(leaf: Leaf): unknown {
  switch (leaf.type) {
    case 'flag':
    case 'boolean':
      return true;
    case 'dateTime':
      return '2026-11-20T08:15:00.5-05:00';
    case 'date':
      return '2012-02-29';
    case 'long':
      return '9223372036854775807';
    case 'int':
      return leaf.range?.[1] ?? 7;
    case 'double':
      return -12.5;
    case 'token':
      return 'b0754af766b426f2928a02c651ed4b99';
    case 'string':
      if (leaf.values) return leaf.values.at(-1);
      if (leaf.pattern) return ['+44', '123'].find((candidate) => leaf.pattern?.test(candidate));
      return 'Ä'.repeat(leaf.maxLength ?? 20);
  }
}

function fillAttributes(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).map(([name, { leaf }]) => [name, fillLeaf(leaf)]));
}

/** A value that gives everything that the node allows; of a choice, the field named in `chosen`. */
export function fill(node: Node, chosen: readonly string[]): unknown {
  if (node.kind === 'leaf') return fillLeaf(node);
  if (node.kind === 'marked') return { value: fillLeaf(node.leaf), ...fillAttributes(node.attributes) };
  const names = Object.keys(node.fields).filter((name) => isWanted(node, name, chosen));
  const fields = names.map((name) => {
    const field = node.fields[name];
    const value = field && fill(field.node, chosen);
    return [name, field?.occurs === 'many' || field?.occurs === 'some' ? [value, value] : value];
  });
  return { ...Object.fromEntries(fields), ...fillAttributes(node.attributes) };
}

function isWanted(group: Group, name: string, chosen: readonly string[]): boolean {
  if (group.model === 'choice') return chosen.includes(name);
  return !group.atMostOneOf?.includes(name) || chosen.includes(name);
}

/** The same value with the keys of every object the other way round. */
export function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reverseKeys(inner)]));
}
