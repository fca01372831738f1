import { FILE_DETAILS, type Field, type Leaf, type Node, REPORT } from './grammar';

/** One thing that the hotline refused, in our own words: they name elements and limits, and never quote a value. */
export interface Refusal {
  /** As in `victim/0/ipCaptureEvent/2/port`; empty where the hotline did not say. */
  readonly path: string;
  readonly words: string;
  readonly whatToDo: string;
}

const SEGMENTS = /[A-Za-z][A-Za-z0-9]*(?:\/(?:\d+|[A-Za-z][A-Za-z0-9]*))+/g;
const NAMES = /[A-Za-z][A-Za-z0-9]*/g;
/** The text is the authority's and may hold anything. */
const READ_MAX = 4_000;
const MOST = 10;

interface Place {
  readonly path: string;
  readonly node: Node;
}

function fieldsOf(node: Node): Readonly<Record<string, Field>> {
  return node.kind === 'group' ? node.fields : {};
}

/** Where a path such as `victim/0/schoolName` leads; undefined when the grammar has no such place. */
function follow(root: Node, path: string): Place | undefined {
  let node: Node | undefined = root;
  for (const part of path.split('/')) {
    if (/^\d+$/.test(part)) continue;
    const next: Node | undefined = node && Object.hasOwn(fieldsOf(node), part) ? fieldsOf(node)[part]?.node : undefined;
    const attribute: Leaf | undefined = node && node.kind !== 'leaf' && Object.hasOwn(node.attributes, part) ? node.attributes[part]?.leaf : undefined;
    node = next ?? attribute ?? (node?.kind === 'marked' && part === 'value' ? node.leaf : undefined);
    if (!node) return undefined;
  }
  return node && { path, node };
}

/** Every place with an element of this name, at most two: a name that stands in one place alone says which. */
function places(root: Node, name: string, path = '', found: Place[] = []): Place[] {
  for (const [key, { node }] of Object.entries(fieldsOf(root))) {
    if (found.length > 1) break;
    const here = path === '' ? key : `${path}/${key}`;
    if (key === name) found.push({ path: here, node });
    places(node, name, here, found);
  }
  return found;
}

const spoken = (name: string): string => name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();

function label(path: string): string {
  const names = path.split('/').filter((part) => !/^\d+$/.test(part));
  const [last = '', owner] = [names.at(-1), names.at(-2)];
  const number = /\/(\d+)(?:\/|$)/.exec(path)?.[1];
  const of = owner ? ` of ${spoken(owner)}${number ? ` ${Number(number) + 1}` : ''}` : '';
  return `“${spoken(last)}”${of}`;
}

function limits({ type, maxLength, range, values, isBlankRefused }: Leaf): string {
  if (maxLength !== undefined) return `It takes at most ${maxLength} characters.`;
  if (range) return `It takes a number from ${range[0]} to ${range[1]}.`;
  if (values && values.length <= 12) return `It takes one of: ${values.filter(Boolean).join(', ')}.`;
  if (type === 'dateTime') return 'It takes a date and time with its zone, not in the future.';
  if (type === 'date') return 'It takes a date, for example 2026-11-20.';
  if (type === 'int' || type === 'long' || type === 'double') return 'It takes a number.';
  return isBlankRefused ? 'It must not be blank.' : 'Look at what the platform sent for it.';
}

function refusalOf({ path, node }: Place): Refusal {
  const leaf = node.kind === 'leaf' ? node : node.kind === 'marked' ? node.leaf : undefined;
  const hint = leaf ? limits(leaf) : 'Something in it is missing, too much or in the wrong place.';
  return {
    path,
    words: `The hotline refused ${label(path)}.`,
    whatToDo: `${hint} Correct it, or leave it out: what it said then goes into the report as text. Then send the report again.`,
  };
}

const UNKNOWN: Refusal = {
  path: '',
  words: 'The hotline did not say which part of the report it refused, or named one that the desk does not know.',
  whatToDo: 'A supervisor reads the hotline’s own answer under this report’s calls, and sends the report again once the cause is removed.',
};

/**
 * What to put right, from what the authority said about a refusal. Its words are read for paths and names of elements
 * that the grammar knows, and nothing else of them is repeated: they may quote the report.
 * @param of what was refused: a report, or the description of one file.
 * @returns at least one.
 */
export function explainRefusal(description: string | undefined, of: 'report' | 'file' = 'report'): readonly Refusal[] {
  const root = of === 'report' ? REPORT : FILE_DETAILS;
  const text = (description ?? '').slice(0, READ_MAX);
  const paths = [...text.matchAll(SEGMENTS)].map(([path]) => follow(root, path));
  const rest = text.replaceAll(SEGMENTS, ' ');
  const named = [...rest.matchAll(NAMES)].filter(([name]) => isElementLike(name)).flatMap(([name]) => {
    const found = places(root, name);
    return found.length === 1 || found.some(({ path }) => path === name) ? found.slice(0, 1) : [];
  });
  const all = new Map([...paths, ...named].flatMap((place) => (place ? [[place.path, place] as const] : [])));
  const refusals = [...all.values()].slice(0, MOST).map(refusalOf);
  return refusals.length > 0 ? refusals : [UNKNOWN];
}

/** Ordinary words of a sentence ("value", "email", "name") are names of elements as well; only a capital inside tells for sure. */
const isElementLike = (name: string): boolean => /[a-z][A-Z]/.test(name) || PLAIN.has(name);
const PLAIN = new Set(['reporter', 'victim', 'platform']);
