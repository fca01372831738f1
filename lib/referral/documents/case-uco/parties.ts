import type { ReferralFacts } from '../../facts';
import type { Names, Node } from './graph';

export const organizationId = (names: Names, name: string): string => names('organization', name);
export const actorId = (names: Names, name: string): string => names('actor', name);
export const applicationId = (names: Names, platform: string): string => names('application', platform);

const told = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null && part !== '').join(', ');

/** Companies and authorities that take part. */
function* organizations(names: Names, { referral, reports }: ReferralFacts): Generator<Node> {
  const { provider, agency, legalBasis, asked } = referral;
  const authority = legalBasis?.authority || asked?.authority;
  const described = new Map([
    [provider.name, told([provider.contact, provider.email, provider.phone])],
    [agency.name, told([agency.unit, agency.country, agency.contactName])],
  ]);
  const all = new Set([...described.keys(), ...reports.map(({ hotlineName }) => hotlineName), ...(authority ? [authority] : [])]);
  for (const name of all) {
    yield { '@id': organizationId(names, name), '@type': 'uco-identity:Organization', 'uco-core:name': name, 'uco-core:description': described.get(name) || undefined };
  }
}

/** Whoever did something, by pseudonym: people of the company, the platform’s key, programs of the desk. */
function* actors(names: Names, { referral, exhibits, notes, custody }: ReferralFacts): Generator<Node> {
  const people = new Set([
    referral.requestedBy, referral.approvedBy, referral.releasedBy, ...notes.map(({ by }) => by),
    ...exhibits.flatMap(({ decisions }) => decisions.map(({ by }) => by)),
  ]);
  for (const name of new Set([...people, ...custody.map(({ actor }) => actor)])) {
    const description = people.has(name) ? `A pseudonym. ${referral.provider.name} knows who it is.` : undefined;
    yield { '@id': actorId(names, name), '@type': 'uco-identity:Identity', 'uco-core:name': name, 'uco-core:description': description };
  }
}

/** The services on which it happened. */
function* applications(names: Names, { accounts, exhibits }: ReferralFacts): Generator<Node> {
  for (const platform of new Set([...accounts, ...exhibits].map((each) => each.platform))) {
    yield { '@id': applicationId(names, platform), '@type': 'uco-observable:Application', 'uco-core:name': platform };
  }
}

export function* parties(names: Names, facts: ReferralFacts): Generator<Node> {
  yield* organizations(names, facts);
  yield* actors(names, facts);
  yield* applications(names, facts);
}
