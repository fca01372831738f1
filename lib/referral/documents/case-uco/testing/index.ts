import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import rdf from '@zazuko/env';
import jsonld from 'jsonld';
import { Parser, type Quad } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

const file = path.resolve('..', 'shared', 'reference', 'case', 'case-1.4.0.ttl');

/** The ontology is not ours to ship: where it is absent, tests that need it are skipped and say so. */
export const hasShapes = existsSync(file);
if (!hasShapes) console.warn(`Skipped: the shapes of CASE are not at ${path.relative('.', file)}`);

const IMPORTS = 'http://www.w3.org/2002/07/owl#imports';
const SPARQL = 'http://www.w3.org/ns/shacl#sparql';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

/** Without what validators would fetch, and without constraints in SPARQL, which they report hundreds of false violations of. */
function readShapes(): Quad[] {
  return new Parser({ format: 'text/turtle' }).parse(readFileSync(file, 'utf8')).filter(({ predicate }) => predicate.value !== IMPORTS && predicate.value !== SPARQL);
}

/** The triples of a JSON-LD document; a context that would have to be fetched is an error. */
async function readTriples(document: string): Promise<Quad[]> {
  const nquads = await jsonld.toRDF(JSON.parse(document) as jsonld.JsonLdDocument, {
    format: 'application/n-quads',
    documentLoader: (url) => Promise.reject(new Error(`it would fetch ${url}`)),
  });
  return new Parser({ format: 'application/n-quads' }).parse(nquads as unknown as string); // asked for as N-Quads it is text, which the library’s types leave out
}

/** Classes and properties that the ontology does not know: shapes pass over them without a word. */
function unknownTerms(shapes: readonly Quad[], triples: readonly Quad[]): string[] {
  const known = new Set(shapes.map(({ subject }) => subject.value));
  const used = triples.flatMap(({ predicate, object }) => [predicate.value, ...(predicate.value === TYPE ? [object.value] : [])]);
  return [...new Set(used)].filter((term) => term !== TYPE && !known.has(term)).map((term) => `${term} is not of CASE or UCO`);
}

let judge: { readonly shapes: Quad[]; readonly validator: SHACLValidator } | undefined;

/** The shapes, read once for all documents of a test. */
function theJudge(): NonNullable<typeof judge> {
  if (judge) return judge;
  const shapes = readShapes();
  return (judge = { shapes, validator: new SHACLValidator(rdf.dataset(shapes), { factory: rdf }) });
}

/** What CASE 1.4 says against a document, one line each, warnings too; empty when it is valid. */
export async function caseProblems(document: string): Promise<string[]> {
  const { shapes, validator } = theJudge();
  const triples = await readTriples(document);
  // The shapes are part of the data as well: subclasses are only known from them.
  const report = await validator.validate(rdf.dataset([...shapes, ...triples]));
  const ours = new Set(triples.map(({ subject }) => subject.value));
  const broken = report.results.filter(({ focusNode }) => ours.has(focusNode?.value ?? '')).map(({ focusNode, path: property, message }) => `${focusNode?.value}: ${property?.value ?? ''} ${message.map(({ value }) => value).join('; ')}`);
  return [...broken, ...unknownTerms(shapes, triples)];
}
