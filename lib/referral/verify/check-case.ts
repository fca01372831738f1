import { type OpenBag, wordsOf } from './bag';
import { type Finding, finding } from './findings';
import { linesOf } from './lines';
import type { Manifest } from './manifest';

export const CASE = 'data/case.jsonld';
const ITEMS = 'data/items/';
/** A thing a line; one exhibit of ten thousand messages names them all on its own. */
const LINE_MAX_BYTES = 16 * 1024 * 1024;

/** As much of a thing of the graph as is asked for here. */
interface Thing {
  readonly 'uco-core:hasFacet'?: unknown;
}
interface Facet {
  readonly '@type'?: unknown;
  readonly 'uco-observable:filePath'?: unknown;
  readonly 'uco-observable:hash'?: unknown;
}
interface Hash {
  readonly 'uco-types:hashMethod'?: unknown;
  readonly 'uco-types:hashValue'?: { readonly '@value'?: unknown };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'object' && each !== null);

const typed = (facets: readonly Facet[], type: string) => facets.filter((facet) => facet['@type'] === type);

/** The path and the SHA-256 that a thing of the graph has, where it is a file of the package. @throws Error when it has several. */
function fileOf(thing: Thing): { path: string; sha256: unknown } | undefined {
  const facets = listOf(thing['uco-core:hasFacet']) as Facet[];
  const paths = typed(facets, 'uco-observable:FileFacet').map((facet) => facet['uco-observable:filePath']).filter((path) => path !== undefined);
  if (paths.length === 0) return undefined;
  const hashes = typed(facets, 'uco-observable:ContentDataFacet').flatMap((facet) => listOf(facet['uco-observable:hash']) as Hash[]);
  const values = hashes.filter((hash) => hash['uco-types:hashMethod'] === 'SHA256').map((hash) => hash['uco-types:hashValue']?.['@value']);
  const [path] = paths;
  if (paths.length > 1 || values.length > 1 || typeof path !== 'string') throw new Error('it gives one file several paths or hashes');
  return { path, sha256: values[0] };
}

/**
 * Whether the description of the case gives every original the hash that the manifest has for it, and leaves none out. The document is
 * read a thing at a time, in the layout in which a desk writes it.
 */
export async function checkCase(bag: OpenBag, { hashes }: Manifest): Promise<Finding[]> {
  const file = bag.files.get(CASE);
  if (!file) return [];
  const findings: Finding[] = [];
  const described = new Set<string>();
  let [number, isClosed, goesOn] = [0, false, false];
  try {
    for await (const line of linesOf(await file.open(), LINE_MAX_BYTES)) {
      number += 1;
      if (number === 1) {
        if (!/^\{"@context":\{.*\},"@graph":\[$/.test(line)) throw new Error('it does not begin as one');
      } else if (isClosed) throw new Error('it goes on after its end');
      else if (line === ']}') isClosed = true;
      else {
        if (number > 2 && !goesOn) throw new Error('a thing stands in it without a comma before');
        goesOn = line.endsWith(',');
        const found = fileOf(JSON.parse(line.replace(/,$/, '')) as Thing);
        if (!found) continue;
        described.add(found.path);
        const named = hashes.get(found.path);
        if (named === undefined) findings.push(finding('tells_of_none', CASE, found.path));
        else if (named !== String(found.sha256).toLowerCase()) findings.push(finding('hash_differs', CASE, found.path));
      }
    }
    if (!isClosed || goesOn) throw new Error('it does not end as one');
  } catch (error) {
    return [finding('document', CASE, `line ${number}: ${wordsOf(error)}`)];
  }
  const items = [...hashes.keys()].filter((path) => path.startsWith(ITEMS));
  findings.push(...items.filter((path) => !described.has(path)).map((path) => finding('undescribed', CASE, path)));
  return findings.length > 0 ? findings : [finding('good_document', CASE, `It gives all ${items.length} originals the hashes that the manifest has.`)];
}
