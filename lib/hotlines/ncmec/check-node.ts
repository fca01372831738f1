import { checkLeaf } from './check-leaf';
import { type Attributes, type Field, type Group, LATER_ELEMENTS, type Node } from './grammar';

/** One thing that the hotline would refuse. `path` is as in `victim/0/ipCaptureEvent/2/port`. */
export interface GrammarProblem {
  readonly path: string;
  /** Starts with a verb, and never quotes the value. */
  readonly message: string;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(path: string, name: string | number): string {
  return path === '' ? String(name) : `${path}/${name}`;
}

function one(path: string, message: string): GrammarProblem[] {
  return [{ path, message }];
}

function checkAttributes(attributes: Attributes, value: Readonly<Record<string, unknown>>, path: string): GrammarProblem[] {
  return Object.entries(attributes).flatMap(([name, { leaf, isRequired }]) => {
    const given = value[name];
    if (given === undefined) return isRequired ? one(join(path, name), 'is required') : [];
    const message = checkLeaf(leaf, given);
    return message === undefined ? [] : one(join(path, name), message);
  });
}

function checkUnknown(known: readonly string[], value: Readonly<Record<string, unknown>>, path: string): GrammarProblem[] {
  return Object.keys(value)
    .filter((name) => value[name] !== undefined && !known.includes(name))
    .flatMap((name) =>
      one(
        join(path, name),
        LATER_ELEMENTS.has(name) ? 'is newer than the published schema, which refuses it' : 'is not an element known here',
      ),
    );
}

function checkField(field: Field, value: unknown, path: string, isChoice: boolean): GrammarProblem[] {
  const isRequired = field.occurs === 'one' || field.occurs === 'some';
  if (value === undefined) return isRequired && !isChoice ? one(path, 'is required') : [];
  if (field.occurs === 'one' || field.occurs === 'optional') return checkNode(field.node, value, path);
  if (!Array.isArray(value)) return one(path, 'must be a list');
  if (value.length === 0 && field.occurs === 'some') return one(path, 'needs at least one entry');
  return value.flatMap((entry: unknown, index) => checkNode(field.node, entry, join(path, index)));
}

function checkGroup(group: Group, value: Readonly<Record<string, unknown>>, path: string): GrammarProblem[] {
  const isChoice = group.model === 'choice';
  const problems = Object.entries(group.fields).flatMap(([name, field]) =>
    checkField(field, value[name], join(path, name), isChoice),
  );
  const given = (names: readonly string[]) => names.filter((name) => value[name] !== undefined).length;
  if (isChoice && given(Object.keys(group.fields)) !== 1) problems.push({ path, message: 'needs exactly one kind' });
  if (group.atMostOneOf && given(group.atMostOneOf) > 1) {
    problems.push({ path, message: `takes only one of ${group.atMostOneOf.join(', ')}` });
  }
  return problems;
}

/** Everything in `value` that the grammar of `node` refuses. */
export function checkNode(node: Node, value: unknown, path = ''): GrammarProblem[] {
  if (node.kind === 'leaf') {
    const message = checkLeaf(node, value);
    return message === undefined ? [] : one(path, message);
  }
  if (!isRecord(value)) return one(path, 'must be an object');
  const attributes = checkAttributes(node.attributes, value, path);
  if (node.kind === 'marked') {
    const unknown = checkUnknown(['value', ...Object.keys(node.attributes)], value, path);
    const message = value.value === undefined ? 'is required' : checkLeaf(node.leaf, value.value);
    return [...unknown, ...attributes, ...(message === undefined ? [] : one(join(path, 'value'), message))];
  }
  const unknown = checkUnknown([...Object.keys(node.fields), ...Object.keys(node.attributes)], value, path);
  return [...unknown, ...attributes, ...checkGroup(node, value, path)];
}
