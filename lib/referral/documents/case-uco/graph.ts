import { v5 } from 'uuid';
import type { ReferralFacts } from '../../facts';

/** CASE 1.4 and UCO 1.4 by their prefixes: https://ontology.caseontology.org. It stands in the document, so that nobody has to fetch it. */
export const CONTEXT = {
  'kb': 'urn:uuid:',
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  'co': 'http://purl.org/co/',
  'uco-action': 'https://ontology.unifiedcyberontology.org/uco/action/',
  'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/',
  'uco-identity': 'https://ontology.unifiedcyberontology.org/uco/identity/',
  'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/',
  'xsd': 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** One thing of the graph; what is undefined is not written. */
export interface Node {
  readonly '@id': string;
  readonly '@type': string | readonly string[];
  readonly [property: string]: unknown;
}

/** Any number, for good: ids of one case are the same in every issue of its referrals, and no two cases share one. */
const NAMESPACE = '6f1d9f0e-58c1-4c55-9b0f-0d0b7f6a5a43';

/** Names things: the same one has the same id in every package of its case. UCO wants ids that end with a UUID. */
export type Names = (kind: string, key: string) => string;

export function namesOf({ referral: { provider, caseNumber } }: Pick<ReferralFacts, 'referral'>): Names {
  const space = v5(`${provider.name}/${caseNumber}`, NAMESPACE);
  return (kind, key) => `kb:${v5(`${kind}/${key}`, space)}`;
}

export const ref = (id: string) => ({ '@id': id });
export const typed = (type: string, value: string) => ({ '@type': `xsd:${type}`, '@value': value });
export const time = (at: Date) => typed('dateTime', at.toISOString());

/** A facet of a thing: it has an id of its own, since UCO knows no nameless things. */
export const facet = (names: Names, owner: string, type: string, properties: Readonly<Record<string, unknown>>): Node => ({
  '@id': names(`facet/${type}`, owner), '@type': `uco-observable:${type}`, ...properties,
});

/** The number that somebody else has for a thing. */
export const reference = (names: Names, owner: string, context: string, identifier: string): Node => ({
  '@id': names('reference', `${owner}/${context}/${identifier}`), '@type': 'uco-core:ExternalReference', 'uco-core:definingContext': context, 'uco-core:externalIdentifier': identifier,
});

/** Two observed things and what one is to the other, by UCO's words where it has them. */
export const relation = (names: Names, source: string, kind: string, target: string): Node => ({
  '@id': names('relation', `${source}/${kind}/${target}`), '@type': 'uco-observable:ObservableRelationship',
  'uco-core:source': ref(source), 'uco-core:target': ref(target), 'uco-core:kindOfRelationship': kind, 'uco-core:isDirectional': true,
});
