import { openText, unwrapKey } from '@/lib/evidence';
import { conversationText, extensionOf } from '@/lib/reporting';
import type { WholeItem } from './load-case';

export interface ExhibitFile {
  readonly path: string;
  readonly sha256: string;
  readonly media: WholeItem['media'][number]['media'];
}

export interface Exhibit {
  /** E01, E02 … in the order in which the platform sent the items. */
  readonly name: string;
  readonly files: readonly ExhibitFile[];
  /** Plain text; empty when the item has no messages. */
  readonly conversation: string;
  /** For case.json. */
  readonly facts: object;
}

const account = ({ platform, externalId, screenName, displayName, profileUrl, emails }: WholeItem['participants'][number]['account']) => ({
  platform,
  externalId,
  screenName,
  displayName,
  profileUrl,
  emails,
});

/** One item as an exhibit: its texts opened, its files named, everything that was sent and decided about it. */
export function describeItem(item: WholeItem, ordinal: number): Exhibit {
  const name = `E${String(ordinal).padStart(2, '0')}`;
  const key = unwrapKey(item);
  const files = item.media.map(({ media }, index) => ({
    path: `files/${name}-${index + 1}.${extensionOf(media.contentType)}`,
    sha256: media.sha256,
    media,
  }));
  const paths = new Map(files.map(({ media, path }) => [media.id, path]));
  const pathOf = (mediaId: string | null) => (mediaId === null ? null : (paths.get(mediaId) ?? null));
  const messages = item.messages.map((message) => ({
    ...message,
    text: message.sealedText && openText(key, { purpose: 'message', id: message.id }, message.sealedText),
    mediaIds: message.media.map(({ mediaId }) => mediaId),
  }));
  return {
    name,
    files,
    conversation: conversationText({
      messages: messages.map(({ senderId, sentAt, sentAtText, text, flagged, mediaIds }) => ({ senderId, sentAt: { at: sentAt, text: sentAtText }, text, isFlagged: flagged, mediaIds })),
      accounts: [...item.participants.map((participant) => participant.account), ...item.messages.map(({ sender }) => sender)],
      names: paths,
    }),
    facts: {
      exhibit: name,
      platform: item.platform,
      externalId: item.externalId,
      occurredAt: item.occurredAtText,
      receivedAt: item.receivedAt,
      isTest: item.isTest,
      conversation: item.conversation && { externalId: item.conversation.externalId, encryption: item.conversation.encryption },
      participants: item.participants.map((participant) => account(participant.account)),
      messages: messages.map(({ externalId, sender, sentAtText, text, flagged, mediaIds }) => ({
        externalId,
        sender: sender.externalId,
        sentAt: sentAtText,
        text,
        flagged,
        files: mediaIds.map(pathOf),
      })),
      signals: item.signals.map(({ id: _id, itemId: _item, position: _position, mediaId, ...signal }) => ({ ...signal, file: pathOf(mediaId) })),
      ipEvents: item.ipEvents.map(({ account: { externalId }, ip, event, atText, port }) => ({ account: externalId, ip, event, at: atText, port })),
      files: files.map(({ path, media: { sha256, sha1, md5, contentType, byteSize, width, height, createdAt } }) => ({ path, sha256, sha1, md5, contentType, byteSize, width, height, receivedAt: createdAt })),
      decisions: item.decisions.map((decision) => ({
        by: decision.person.pseudonym,
        decidedAt: decision.decidedAt,
        undoneAt: decision.undoneAt,
        outcome: decision.outcome,
        basis: decision.basis,
        incidentType: decision.incidentType,
        annotations: decision.reportAnnotations,
        dangerNow: decision.dangerNow,
        dangerReason: decision.sealedDangerReason && openText(key, { purpose: 'danger', id: decision.id }, decision.sealedDangerReason),
        policyVersion: decision.policyVersion,
        files: decision.files.map(({ mediaId, industryClass, annotations }) => ({ file: pathOf(mediaId), industryClass, annotations })),
      })),
    },
  };
}
