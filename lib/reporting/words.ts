import { type AccountFacts, type MessageFacts, type Moment, type SignalFacts, indented } from '@/lib/hotlines';

const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(?:\.\d+)?)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

/** The time as it was sent, zone included; in UTC when it was written in a way that hotlines do not read. */
export function momentText({ at, text }: Moment): string {
  const form = ZONED.exec(text);
  if (!form) return at.toISOString();
  return form[1] ? text : `${text.slice(0, 16)}:00${text.slice(16)}`;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/heif': 'heif',
  'image/avif': 'avif',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/x-matroska': 'mkv',
};

/** The usual ending of a file of this media type, without the dot. */
export function extensionOf(contentType: string): string {
  return EXTENSIONS[contentType] ?? 'bin';
}

/** What colleagues and investigators call the nth file (from 1) of a report. */
export function fileName(ordinal: number, contentType: string): string {
  const kind = /^(?:image|video)(?=\/)/.exec(contentType)?.[0] ?? 'file';
  return `${kind}-${ordinal}.${extensionOf(contentType)}`;
}

type Named = Pick<AccountFacts, 'id' | 'externalId' | 'screenName'>;

function nameOf(account: Named | undefined): string {
  if (!account) return 'unknown account';
  return account.screenName ? `${account.screenName} (${account.externalId})` : account.externalId;
}

interface Talk {
  readonly messages: readonly MessageFacts[];
  readonly accounts: readonly Named[];
  /** File names by media id. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * The conversation as text, one message a line in the order of sending; flagged ones are marked. Further lines of a
 * message are indented, so that nobody's text can pass for a message of somebody else.
 */
export function conversationText({ messages, accounts, names }: Talk): string {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return messages
    .map(({ senderId, sentAt, text, isFlagged, mediaIds }) => {
      const files = mediaIds.map((id) => `[${names.get(id) ?? 'file'}]`);
      return indented([`[${momentText(sentAt)}]`, isFlagged ? '(flagged)' : '', `${nameOf(byId.get(senderId))}:`, text ?? '', ...files].filter(Boolean).join(' '));
    })
    .join('\n');
}

/** One signal as a sentence. */
export function signalText(signal: SignalFacts): string {
  const { kind, detector, list, algorithm, distance, threshold, quality, exact, label, score, modelVersion, reason, reporterId } = signal;
  const parts = [
    detector && `detector ${detector}`,
    list && `list ${list}`,
    algorithm && `algorithm ${algorithm}`,
    exact ? 'exact match' : null,
    distance !== null && `distance ${distance}${threshold === null ? '' : ` (threshold ${threshold})`}`,
    quality !== null && `quality ${quality}`,
    label && `label ${label}`,
    score !== null && `score ${score}`,
    modelVersion && `model version ${modelVersion}`,
    reason && `reason ${reason}`,
    reporterId && `reported by account ${reporterId}`,
    signal.isTest ? 'test signal' : null,
  ].filter(Boolean);
  return `${KINDS.get(kind) ?? `Signal of kind ${kind}`}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
}

const KINDS: ReadonlyMap<string, string> = new Map(Object.entries({
  hash_match: 'Hash match',
  classifier: 'Classifier',
  user_report: 'Report by a user',
}));
