import { isIP } from 'node:net';
import type { ExhibitFacts, ReferralFacts } from '../../facts';
import type { Accounts } from './accounts';
import { fileId, fileNodes } from './files';
import { type Names, type Node, facet, ref, time } from './graph';
import { messageId, messageNodes, threadId } from './messages';
import { organizationId } from './parties';

export const exhibitId = (names: Names, name: string): string => names('provenance', name);

function provenanceNode(names: Names, exhibit: ExhibitFacts, provider: string): Node {
  const { name, messages, files, platform, externalId, occurredAtText, receivedAt } = exhibit;
  return {
    '@id': exhibitId(names, name),
    '@type': 'case-investigation:ProvenanceRecord',
    'case-investigation:exhibitNumber': name,
    'uco-core:description': `${platform} sent it as ${externalId}. It happened at ${occurredAtText}, as the platform wrote it.`,
    'uco-core:createdBy': ref(organizationId(names, provider)),
    'uco-core:objectCreatedTime': time(receivedAt),
    'uco-core:object': [
      ...(messages.length > 0 ? [threadId(names, exhibit)] : []), ...messages.map((message) => messageId(names, message)), ...files.map((file) => fileId(names, file.name)),
    ].map(ref),
  };
}

function* signalNodes(names: Names, { name, signals }: ExhibitFacts): Generator<Node> {
  for (const [at, { kind, words, file }] of signals.entries()) {
    const about = file === null ? exhibitId(names, name) : fileId(names, file);
    yield { '@id': names('signal', `${name}/${at}`), '@type': 'uco-core:Annotation', 'uco-core:tag': kind, 'uco-core:statement': words, 'uco-core:object': ref(about) };
  }
}

const IP_KINDS = { 0: 'IPAddress', 4: 'IPv4Address', 6: 'IPv6Address' } as const;

/** From which address an account did what, as the platform recorded it. */
function* ipNodes(names: Names, accounts: Accounts, { name, ipEvents }: ExhibitFacts): Generator<Node> {
  for (const [at, event] of ipEvents.entries()) {
    const key = `${name}/${at}`;
    const [address, connection, account] = [names('address', event.ip), names('connection', key), accounts.get(event.account)];
    const kind = IP_KINDS[isIP(event.ip) as 0 | 4 | 6];
    // The same address again says the same of itself.
    yield { '@id': address, '@type': `uco-observable:${kind}`, 'uco-core:hasFacet': facet(names, address, `${kind}Facet`, { 'uco-observable:addressValue': event.ip }) };
    yield {
      '@id': connection, '@type': 'uco-observable:NetworkConnection',
      'uco-core:hasFacet': facet(names, connection, 'NetworkConnectionFacet', { 'uco-observable:src': ref(address), 'uco-observable:sourcePort': event.port ?? undefined, 'uco-observable:startTime': time(event.at) }),
    };
    yield {
      '@id': names('ip event', key), '@type': 'uco-observable:ObservableAction', 'uco-core:name': event.event,
      'uco-core:description': `Time as the platform wrote it: ${event.atText}`, 'uco-action:startTime': time(event.at),
      'uco-action:performer': account && ref(account), 'uco-action:instrument': ref(connection),
    };
  }
}

/** What was found: each exhibit with its messages, files, signals and addresses, under the number that it has everywhere. */
export function* exhibitNodes(names: Names, accounts: Accounts, { exhibits, referral }: ReferralFacts): Generator<Node> {
  for (const exhibit of exhibits) {
    yield* messageNodes(names, accounts, exhibit);
    yield* fileNodes(names, exhibit);
    yield provenanceNode(names, exhibit, referral.provider.name);
    yield* signalNodes(names, exhibit);
    yield* ipNodes(names, accounts, exhibit);
  }
}
