import { createHash } from 'node:crypto';
import { type AccountFacts, type ItemFacts, type ReportFacts, fitFileDetails } from '@/lib/hotlines';
import { conversationText, momentText } from '../words';
import type { FiledFile } from './filed-file';

const WRITTEN_BY = 'The conversation as a readable text, written by the reporting desk from the messages that the platform sent.';

/**
 * The conversation as a file that an investigator opens without our help. It is context and not what was uploaded, and
 * no record says that a person read it whole, so it is not said to have been viewed.
 */
export function conversationFile(facts: ReportFacts, item: ItemFacts, names: ReadonlyMap<string, string>, name: string): FiledFile {
  const text = `${headOf(facts, item)}\n\n${conversationText({ messages: item.messages, accounts: [facts.subject, ...item.others], names })}\n`;
  const hash = (algorithm: string) => createHash(algorithm).update(text).digest('hex');
  return {
    kind: 'conversation',
    itemId: item.itemId,
    text,
    name,
    contentType: 'text/plain; charset=utf-8',
    details: fitFileDetails({
      fileName: name,
      fileViewedByEsp: false,
      exifViewedByEsp: false,
      publiclyAvailable: false,
      fileRelevance: 'Supplemental Reported',
      originalFileHash: [
        { value: hash('md5'), hashType: 'MD5' },
        { value: hash('sha1'), hashType: 'SHA1' },
        { value: hash('sha256'), hashType: 'SHA256' },
      ],
      additionalInfo: [WRITTEN_BY],
    }),
  };
}

function headOf({ platform, subject, isTest }: ReportFacts, item: ItemFacts): string {
  const role = (account: AccountFacts): string => (account.isVictim ? 'Victim' : 'Recipient');
  return [
    ...(isTest ? ['TEST: written by a deployment in test mode. It describes no real incident.'] : []),
    `Conversation on ${platform}${item.conversation ? `, ${item.conversation.externalId}` : ''}`,
    `Platform's reference: ${item.externalId}`,
    `Time of the flagged event: ${momentText(item.occurredAt)}`,
    `Reported: ${whoIs(subject)}`,
    ...item.others.map((other) => `${role(other)}: ${whoIs(other)}`),
    'Times are as the platform sent them, with their zone. What the platform flagged is marked (flagged). Indented lines belong to the message above.',
  ].join('\n');
}

function whoIs({ screenName, externalId }: AccountFacts): string {
  return screenName ? `${screenName} (${externalId})` : externalId;
}
