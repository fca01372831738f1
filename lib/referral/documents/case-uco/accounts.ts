import type { AccountFacts, ReferralFacts } from '../../facts';
import { type Names, type Node, facet, ref, relation } from './graph';
import { applicationId } from './parties';

/** By what the platform calls it; a person under a stand-in by that, which says nothing to whoever tries names. */
function idOf(names: Names, { name, platform, externalId, isThirdPerson }: AccountFacts): string {
  return isThirdPerson ? names('third person', name) : names('account', `${platform}/${externalId}`);
}

/** Accounts by the names that documents give them. */
export type Accounts = ReadonlyMap<string, string>;

export const accountsOf = (names: Names, { accounts }: ReferralFacts): Accounts => new Map(accounts.map((account) => [account.name, idOf(names, account)]));

/** What an account says of itself, each as a thing of its own: another account may say the same. */
function* belongings(names: Names, id: string, { emails, profileUrl }: AccountFacts): Generator<Node> {
  for (const email of emails) {
    const address = names('email', email);
    yield { '@id': address, '@type': 'uco-observable:EmailAddress', 'uco-core:hasFacet': facet(names, address, 'EmailAddressFacet', { 'uco-observable:addressValue': email }) };
    yield relation(names, id, 'Used', address);
  }
  if (profileUrl === null) return;
  const url = names('url', profileUrl);
  yield { '@id': url, '@type': 'uco-observable:URL', 'uco-core:hasFacet': facet(names, url, 'URLFacet', { 'uco-observable:fullValue': profileUrl }) };
  yield relation(names, url, 'Related_To', id);
}

export function* accountNodes(names: Names, { accounts, subject }: ReferralFacts, investigation: string): Generator<Node> {
  const written = new Set<string>();
  for (const account of accounts) {
    const id = idOf(names, account);
    yield {
      '@id': id,
      '@type': 'uco-observable:ApplicationAccount',
      'uco-core:name': account.name,
      'uco-core:tag': account.isThirdPerson ? 'third person, identifiers taken out' : undefined,
      'uco-core:hasFacet': [
        facet(names, id, 'AccountFacet', { 'uco-observable:accountIdentifier': account.externalId, 'uco-observable:accountIssuer': ref(applicationId(names, account.platform)) }),
        facet(names, id, 'ApplicationAccountFacet', { 'uco-observable:application': ref(applicationId(names, account.platform)) }),
        facet(names, id, 'DigitalAccountFacet', { 'uco-observable:displayName': account.displayName ?? undefined, 'uco-observable:accountLogin': account.screenName ?? undefined }),
      ],
    };
    for (const node of belongings(names, id, account)) {
      if (!written.has(node['@id'])) yield node;
      written.add(node['@id']);
    }
  }
  yield {
    '@id': names('relation', 'subject'), '@type': 'uco-core:Relationship', 'uco-core:kindOfRelationship': 'Subject_Of', 'uco-core:isDirectional': true,
    'uco-core:source': ref(idOf(names, subject)), 'uco-core:target': ref(investigation),
  };
}
