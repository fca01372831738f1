import type { Drawing } from './drawings';
import type { DemoItem } from './item';

const MINUTE = 60_000;

const account = (number: string) => ({ externalId: `demo-user-${number}`, screenName: `demo_user_${number}`, displayName: `Demo user ${number}` });

/** The item as a platform would send it, at a moment counted back from `now`. */
export function submissionOf(item: DemoItem, mediaIdOf: ReadonlyMap<Drawing, string>, now: Date): Record<string, unknown> {
  const sentAt = (at: number) => new Date(now.getTime() - (item.minutesAgo + 2 + item.lines.length - at) * MINUTE).toISOString();
  const subject = account(item.subject);
  const other = account(item.other);
  const third = item.third === undefined ? undefined : account(item.third);
  const senderOf = { s: subject, o: other, t: third ?? other };
  return {
    externalId: `demo-${item.id}`,
    platform: 'Example Messenger',
    occurredAt: sentAt(item.lines.length),
    conversation: { externalId: `demo-dm-${item.id}`, encryption: item.encryption ?? 'transport' },
    subject: {
      ...subject,
      emails: [{ address: `${subject.externalId}@example.com`, verified: true }, { address: `${subject.externalId}.recovery@example.com`, verified: false, type: 'Recovery' }],
      ipEvents: [{ ip: `203.0.113.${Number(item.subject) % 250}`, event: 'Upload', at: sentAt(0), port: 443 }, { ip: '2001:db8::1041', event: 'Login', at: sentAt(-30) }],
      profileUrl: `https://example.com/u/${subject.externalId}`,
      ...item.subjectDetails,
    },
    participants: [{ ...other, ...item.otherDetails }, ...(third ? [{ ...third, ...item.thirdDetails }] : [])],
    messages: item.lines.map(({ from, text, files = [], flagged = false }, at) => ({
      externalId: `demo-${item.id}-${at + 1}`,
      senderId: senderOf[from].externalId,
      sentAt: sentAt(at),
      text,
      media: files.map((file) => mediaIdOf.get(file)),
      flagged,
    })),
    signals: item.signals.map(({ file, ...signal }) => ({ ...signal, mediaId: file && mediaIdOf.get(file) })),
    files: item.fileDetails && item.lines.flatMap(({ files = [] }) => files).map((file) => ({ mediaId: mediaIdOf.get(file), ...item.fileDetails })),
    severityHint: item.hint,
    ...item.more,
  };
}
