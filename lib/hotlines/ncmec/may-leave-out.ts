import { FILE_DETAILS, type Field, type Node, REPORT } from './grammar';

interface Step {
  readonly path: string;
  /** Whether the report is still one without it. */
  readonly isOptional: boolean;
  readonly node: Node;
}

const OPTIONAL = new Set<Field['occurs']>(['optional', 'many']);

/** One part of a path further down; undefined where the grammar has no such place. */
function stepTo(node: Node, part: string, path: string, isEntry: boolean): Step | undefined {
  if (isEntry) return { path, isOptional: true, node };
  if (node.kind === 'group') {
    const field = Object.hasOwn(node.fields, part) ? node.fields[part] : undefined;
    // Of a choice there must be one, so its own parent goes or nothing does.
    if (field) return { path, isOptional: OPTIONAL.has(field.occurs) && node.model !== 'choice', node: field.node };
  }
  if (node.kind === 'leaf') return undefined;
  const attribute = Object.hasOwn(node.attributes, part) ? node.attributes[part] : undefined;
  if (attribute) return { path, isOptional: !attribute.isRequired, node: attribute.leaf };
  return node.kind === 'marked' && part === 'value' ? { path, isOptional: false, node: node.leaf } : undefined;
}

/**
 * What has to be left out so that the element at a path is: itself where the report is one without it, else the nearest
 * around it that is not required. Null when only required elements are around it, or the grammar has no such place.
 * @param path as in `victim/0/schoolName`, or `files/1/ipCaptureEvent` for the description of a file.
 */
export function leavableAt(path: string): string | null {
  const parts = path.split('/');
  const isOfFile = parts[0] === 'files' && /^\d+$/.test(parts[1] ?? '');
  let node: Node = isOfFile ? FILE_DETAILS : REPORT;
  let here = isOfFile ? parts.slice(0, 2).join('/') : '';
  let leavable: string | null = null;
  let list: boolean = false;
  for (const part of parts.slice(isOfFile ? 2 : 0)) {
    const isEntry = /^\d+$/.test(part);
    here = here === '' ? part : `${here}/${part}`;
    const step = stepTo(node, part, here, isEntry);
    if (!step) return null;
    // An entry of a list that must have one may be the only one.
    if (step.isOptional && (!isEntry || list)) leavable = here;
    list = !isEntry && step.isOptional;
    node = step.node;
  }
  return leavable;
}
