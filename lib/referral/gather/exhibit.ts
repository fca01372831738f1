import { isShredded, openText, unwrapKey } from '@/lib/evidence';
import { extensionOf, signalText } from '@/lib/reporting';
import { OUTCOMES } from '@/lib/review/schema';
import type { DecisionFacts, ExhibitFacts, FileFacts } from '../facts';
import type { ReferralProfile } from '../request/states';
import type { WholeItem } from './load';
import type { Narrowed } from './narrow';
import { fileNameOf } from './order';

export interface ExhibitOptions {
  /** E01. */
  readonly name: string;
  readonly profile: ReferralProfile;
  /** Names of accounts by their ids. */
  readonly accounts: ReadonlyMap<string, string>;
}

/** Where a package of each profile keeps the files of its exhibits; a report alone has none. */
const FOLDERS: Readonly<Record<ReferralProfile, string | null>> = { full: 'data/items', simple: 'files', report_only: null };

/** A file whose key is gone is told of with its hashes; its bytes are nowhere. */
function fileFacts({ position, media }: WholeItem['media'][number], { name: exhibit, profile }: ExhibitOptions): FileFacts {
  const { id, contentType, byteSize, sha256, sha1, md5, width, height, createdAt, wrappedKey, kekId, address } = media;
  const name = fileNameOf(exhibit, position);
  const folder = isShredded(media) ? null : FOLDERS[profile];
  return {
    name,
    path: folder && `${folder}/${name}.${extensionOf(contentType)}`,
    mediaId: id, contentType, byteSize, sha256, sha1, md5, width, height,
    receivedAt: createdAt,
    source: { id, address, wrappedKey, kekId },
  };
}

function decisionFacts(decision: WholeItem['decisions'][number], key: Uint8Array): DecisionFacts {
  const { id, outcome, undoneAt, decidedAt, person, basis, incidentType, reportAnnotations, dangerNow, sealedDangerReason, policyVersion } = decision;
  return {
    by: person.pseudonym,
    at: decidedAt,
    outcome,
    words: undoneAt ? `${OUTCOMES[outcome]} (undone ${undoneAt.toISOString()})` : OUTCOMES[outcome],
    basis,
    incidentType,
    annotations: reportAnnotations,
    dangerNow,
    dangerReason: sealedDangerReason && openText(key, { purpose: 'danger', id }, sealedDangerReason),
    policyVersion,
  };
}

/**
 * One item as an exhibit, its texts opened, as far as it is handed over; nothing is taken out yet.
 * @throws KeyDestroyed, BrokenSeal.
 */
export function exhibitOf(item: WholeItem, { messages, files, ipEvents }: Narrowed, options: ExhibitOptions): ExhibitFacts {
  const key = unwrapKey(item);
  const nameOf = (accountId: string) => options.accounts.get(accountId) ?? '';
  const named = files.map((file) => fileFacts(file, options));
  const fileNames = new Map(named.map(({ mediaId, name }) => [mediaId, name]));
  const present = new Set([item.subjectId, ...item.participants.map(({ accountId }) => accountId), ...messages.map(({ senderId }) => senderId)].map(nameOf));
  return {
    name: options.name,
    itemId: item.id,
    externalId: item.externalId,
    platform: item.platform,
    occurredAt: item.occurredAt,
    occurredAtText: item.occurredAtText,
    receivedAt: item.receivedAt,
    conversation: item.conversation && { externalId: item.conversation.externalId, encryption: item.conversation.encryption },
    participants: [...present].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))),
    messages: messages.map(({ id, externalId, senderId, sentAt, sentAtText, sealedText, flagged, media }) => ({
      id, externalId,
      sender: nameOf(senderId),
      sentAt, sentAtText,
      text: sealedText && openText(key, { purpose: 'message', id }, sealedText),
      isFlagged: flagged,
      files: media.flatMap(({ mediaId }) => fileNames.get(mediaId) ?? []),
    })),
    files: named,
    // A signal about a file that stays tells of it.
    signals: item.signals.filter(({ mediaId }) => mediaId === null || fileNames.has(mediaId)).map((signal) => ({ kind: signal.kind, words: signalText(signal), file: fileNames.get(signal.mediaId ?? '') ?? null })),
    ipEvents: ipEvents.map(({ accountId, ip, port, event, at, atText }) => ({ account: nameOf(accountId), ip, port, event, at, atText })),
    decisions: item.decisions.map((decision) => decisionFacts(decision, key)),
  };
}
