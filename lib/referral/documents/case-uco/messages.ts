import type { ExhibitFacts, MessageFacts } from '../../facts';
import type { Accounts } from './accounts';
import { type Names, type Node, facet, ref, reference, time, typed } from './graph';
import { applicationId } from './parties';

export const messageId = (names: Names, { id }: Pick<MessageFacts, 'id'>): string => names('message', id);
export const threadId = (names: Names, { name }: Pick<ExhibitFacts, 'name'>): string => names('thread', name);

/** The accounts of these names. */
const of = (accounts: Accounts, wanted: readonly string[]) => wanted.flatMap((name) => accounts.get(name) ?? []).map(ref);

function messageNode(names: Names, accounts: Accounts, exhibit: ExhibitFacts, message: MessageFacts): Node {
  const id = messageId(names, message);
  const [from] = of(accounts, [message.sender]);
  return {
    '@id': id,
    '@type': 'uco-observable:Message',
    'uco-core:description': `Time as the platform wrote it: ${message.sentAtText}`,
    'uco-core:tag': message.isFlagged ? 'flagged' : undefined,
    'uco-core:hasFacet': facet(names, id, 'MessageFacet', {
      'uco-observable:application': ref(applicationId(names, exhibit.platform)),
      'uco-observable:from': from,
      'uco-observable:to': of(accounts, exhibit.participants.filter((name) => name !== message.sender)),
      'uco-observable:sentTime': time(message.sentAt),
      'uco-observable:messageID': message.externalId,
      'uco-observable:messageText': message.text ?? undefined,
      'uco-observable:sessionID': exhibit.conversation?.externalId,
    }),
  };
}

/** The messages in their order, as UCO keeps one: items of a bag, each with its number and the one after it. */
function threadNode(names: Names, accounts: Accounts, exhibit: ExhibitFacts): Node {
  const id = threadId(names, exhibit);
  const { conversation, messages } = exhibit;
  const itemId = (message: MessageFacts) => names('thread item', message.id);
  const items = messages.map((message, at): Node => {
    const next = messages[at + 1];
    return {
      '@id': itemId(message), '@type': 'uco-types:ThreadItem', 'co:index': typed('positiveInteger', String(at + 1)),
      'co:itemContent': ref(messageId(names, message)), 'uco-types:threadNextItem': next && ref(itemId(next)),
    };
  });
  return {
    '@id': id,
    '@type': 'uco-observable:MessageThread',
    'uco-core:name': exhibit.name,
    'uco-core:description': conversation?.encryption ? `Encryption, as the platform says it: ${conversation.encryption}` : undefined,
    'uco-core:externalReference': conversation ? reference(names, id, exhibit.platform, conversation.externalId) : undefined,
    'uco-core:hasFacet': facet(names, id, 'MessageThreadFacet', {
      'uco-observable:visibility': false,
      'uco-observable:participant': of(accounts, exhibit.participants),
      'uco-observable:messageThread': {
        '@id': names('thread of', exhibit.name), '@type': 'uco-types:Thread', 'co:size': typed('nonNegativeInteger', String(messages.length)),
        'co:element': messages.map((message) => ref(messageId(names, message))), 'co:item': items,
      },
    }),
  };
}

/** An exhibit's messages, and the thread that they are. */
export function* messageNodes(names: Names, accounts: Accounts, exhibit: ExhibitFacts): Generator<Node> {
  for (const message of exhibit.messages) yield messageNode(names, accounts, exhibit, message);
  if (exhibit.messages.length > 0) yield threadNode(names, accounts, exhibit);
}
