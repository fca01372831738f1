import { checkLeaf } from './check-leaf';
import { isRecord } from './check-node';
import type { NcmecFileDetails } from './client';
import { type Attributes, FILE_DETAILS, type Field, type Group, type Leaf, type Node, REPORT, type Report } from './grammar';

/** A form as the facts have it: any words where the form has a list, texts of any length, and gaps. */
export type Draft<T> = T extends string
  ? string
  : T extends number | boolean | undefined
    ? T
    : T extends readonly (infer E)[]
      ? readonly Draft<E>[]
      : { readonly [K in keyof T]: Draft<T[K]> | undefined };

/**
 * The draft as the grammar takes it. A value that an element would refuse (too long, not on its list, not a number)
 * would have the whole report refused, so it moves, whole, into the nearest `additionalInfo`: nothing is lost. Gaps,
 * empty lists and empty groups are left out. What is required and does not fit stays, for the validator to name.
 */
export function fitReport(draft: Draft<Report>): Report {
  return fitTop(REPORT, draft) as Report;
}

export function fitFileDetails(draft: Draft<NcmecFileDetails>): NcmecFileDetails {
  return fitTop(FILE_DETAILS, draft) as NcmecFileDetails;
}

/** What did not fit, as lines for the nearest additionalInfo. */
type Moved = string[];
type Fields = Readonly<Record<string, unknown>>;

const WORDS = 'additionalInfo';

function fitTop(group: Group, draft: object): unknown {
  const moved: Moved = [];
  const fitted = fitGroup(group, draft as Fields, '', moved);
  if (moved.length > 0) throw new Error('a form without additionalInfo has nowhere to move what does not fit');
  return fitted;
}

function fitNode(node: Node, value: unknown, path: string, moved: Moved): unknown {
  if (node.kind === 'leaf') return fitLeaf(node, value, path, moved);
  if (!isRecord(value)) return value;
  if (node.kind === 'group') return fitGroup(node, value, path, moved);
  const text = fitLeaf(node.leaf, value.value, path, moved);
  const attributes = fitAttributes(node.attributes, value, path, moved);
  return text === undefined ? undefined : { value: text, ...attributes };
}

function fitGroup(group: Group, value: Fields, path: string, moved: Moved): Fields {
  const own: Moved = [];
  const hasWords = Object.hasOwn(group.fields, WORDS);
  const [inside, here] = hasWords ? ['', own] : [path, moved];
  const known = Object.entries(group.fields).flatMap(([name, field]) => {
    const fitted = name === WORDS ? value[name] : fitField(field, value[name], inside === '' ? name : `${inside}/${name}`, here);
    return fitted === undefined ? [] : [[name, fitted] as const];
  });
  const unknown = Object.entries(value).filter(([name, given]) => given !== undefined && !Object.hasOwn(group.fields, name) && !Object.hasOwn(group.attributes, name));
  const fitted = { ...Object.fromEntries([...known, ...unknown]), ...fitAttributes(group.attributes, value, inside, here) };
  return hasWords ? withWords(group, fitted, own) : fitted;
}

function withWords(group: Group, value: Fields, moved: readonly string[]): Fields {
  const { [WORDS]: given, ...others } = value;
  const isList = group.fields[WORDS]?.occurs === 'many';
  const lines = [given, ...moved].flat().filter((line) => typeof line === 'string' && line.trim() !== '');
  if (lines.length === 0) return others;
  return { ...others, [WORDS]: isList ? lines : lines.join('\n') };
}

function fitField({ node, occurs }: Field, value: unknown, path: string, moved: Moved): unknown {
  if (value === undefined) return undefined;
  const isRequired = occurs === 'one' || occurs === 'some';
  if (occurs === 'one' || occurs === 'optional') {
    const fitted = fitNode(node, value, path, moved);
    if (isRequired) return fitted ?? value;
    return isEmpty(node, fitted) ? undefined : fitted;
  }
  if (!Array.isArray(value)) return value;
  const fitted = value.map((entry: unknown) => fitNode(node, entry, path, moved)).filter((entry) => !isEmpty(node, entry));
  return fitted.length > 0 ? fitted : undefined;
}

/** An element that would say nothing; one whose attributes are what it says is not empty. */
function isEmpty(node: Node, value: unknown): boolean {
  return value === undefined || (node.kind === 'group' && isRecord(value) && Object.keys(value).length === 0);
}

function fitAttributes(attributes: Attributes, value: Fields, path: string, moved: Moved): Fields {
  const entries = Object.entries(attributes).flatMap(([name, { leaf, isRequired }]) => {
    const given = value[name];
    if (given === undefined) return [];
    const fitted = fitLeaf(leaf, given, path === '' ? name : `${path} ${name}`, moved);
    if (fitted !== undefined) return [[name, fitted] as const];
    return isRequired ? [[name, given] as const] : [];
  });
  return Object.fromEntries(entries);
}

function fitLeaf(leaf: Leaf, value: unknown, path: string, moved: Moved): unknown {
  if (value === undefined) return undefined;
  const fitting = typeof value === 'string' ? (leaf.values?.find((known) => known.toLowerCase() === value.toLowerCase()) ?? value) : value;
  if (checkLeaf(leaf, fitting) === undefined) return fitting;
  if (typeof value !== 'string' || value.trim() !== '') moved.push(`${path}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const cut = cutTo(leaf, fitting);
  return cut !== undefined && checkLeaf(leaf, cut) === undefined ? cut : undefined;
}

/** A text's beginning still says something; half a number or half a word of a list does not. */
function cutTo({ type, values, pattern, maxLength }: Leaf, value: unknown): string | undefined {
  if (type !== 'string' || values || pattern || maxLength === undefined || typeof value !== 'string') return undefined;
  return [...value].slice(0, maxLength).join('');
}
