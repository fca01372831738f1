import type { AccountFacts, Draft, IncidentFacts, ItemFacts, Report, ReportFacts } from '@/lib/hotlines';
import { conversationText } from '../words';
import { addresses, capture, emails, eventsInWords, phone } from './person';
import { lines, said } from './words';

type Incident = Draft<NonNullable<Report['internetDetails']>[number]>;

/** The direct messages of an item, then where else it happened. */
export function incidentsOf({ subject, platform }: ReportFacts, item: ItemFacts, names: ReadonlyMap<string, string>): readonly Incident[] {
  return [{ chatImIncident: directMessages(platform, subject, item, names) }, ...item.incidents.flatMap((incident) => incidentOf(incident) ?? [])];
}

/** Incidents of a kind that the form has no element for, in words. */
export function unknownIncidents({ incidents }: ItemFacts): (string | undefined)[] {
  return incidents.filter(({ kind }) => !KINDS.has(kind)).map((incident) => said('Also happened', incident));
}

function directMessages(platform: string, subject: AccountFacts, { messages, others, conversation }: ItemFacts, names: ReadonlyMap<string, string>) {
  const flagged = messages.filter(({ isFlagged }) => isFlagged).length;
  return {
    chatClient: platform,
    chatRoomName: conversation?.externalId,
    content: conversationText({ messages, accounts: [subject, ...others], names }) || undefined,
    additionalInfo: [
      `Direct messages: ${messages.length} sent with the report, ${flagged} flagged, ${others.length + 1} accounts.`,
      conversation && `Encryption: ${conversation.encryption}.`,
    ].filter(Boolean).join(' '),
  };
}

type Part = keyof IncidentFacts;

/** Each kind with the element that it becomes, and the facts that the element has places for. */
const KINDS: ReadonlyMap<string, { readonly takes: readonly Part[]; readonly make: (facts: IncidentFacts, additionalInfo: string | undefined) => Incident }> = new Map([
  ['web_page', { takes: ['urls', 'isThirdPartyHosted'], make: (facts, additionalInfo) => ({ webPageIncident: { url: facts.urls, additionalInfo, thirdPartyHostedContent: facts.isThirdPartyHosted } }) }],
  ['email', { takes: ['emails', 'content'], make: (facts, additionalInfo) => ({ emailIncident: { emailAddress: emails(facts.emails), content: facts.content, additionalInfo } }) }],
  ['newsgroup', { takes: ['name', 'emails', 'content'], make: (facts, additionalInfo) => ({ newsgroupIncident: { name: facts.name, emailAddress: emails(facts.emails), content: facts.content, additionalInfo } }) }],
  ['chat', { takes: ['name', 'room', 'content'], make: (facts, additionalInfo) => ({ chatImIncident: { chatClient: facts.name, chatRoomName: facts.room, content: facts.content, additionalInfo } }) }],
  ['game', { takes: ['name', 'console', 'content'], make: (facts, additionalInfo) => ({ onlineGamingIncident: { gameName: facts.name, console: facts.console, content: facts.content, additionalInfo } }) }],
  [
    'phone',
    { takes: ['phone', 'latitude', 'longitude'], make: (facts, additionalInfo) => ({ cellPhoneIncident: { phoneNumber: facts.phone && phone(facts.phone), latitude: facts.latitude, longitude: facts.longitude, additionalInfo } }) },
  ],
  ['place', { takes: ['name', 'addresses'], make: (facts, additionalInfo) => ({ nonInternetIncident: { locationName: facts.name, incidentAddress: addresses(facts.addresses), additionalInfo } }) }],
  [
    'peer_to_peer',
    { takes: ['name', 'ipEvents', 'fileNames'], make: (facts, additionalInfo) => ({ peer2peerIncident: { client: facts.name, ipCaptureEvent: facts.ipEvents?.map(capture), fileNames: facts.fileNames, additionalInfo } }) },
  ],
]);

function incidentOf(facts: IncidentFacts): Incident | undefined {
  const kind = KINDS.get(facts.kind);
  if (!kind) return undefined;
  const placed = new Set<string>(['kind', 'additionalInfo', ...kind.takes]);
  const others = Object.fromEntries(Object.entries(facts).filter(([name]) => !placed.has(name)));
  const words = Object.keys(others).length > 0 ? said('Also', others) : undefined;
  return kind.make(facts, lines(facts.additionalInfo, words, ...(kind.takes.includes('ipEvents') ? eventsInWords(facts.ipEvents) : [])));
}
