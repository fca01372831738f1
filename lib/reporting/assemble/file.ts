import { type Draft, type FileFacts, type IpFacts, type ItemFacts, type MessageFacts, type NcmecFileDetails, type ReportFacts, type SignalFacts, fitFileDetails } from '@/lib/hotlines';
import { FILE_ANNOTATIONS } from '@/lib/hotlines/schema';
import { momentText, signalText } from '../words';
import type { FiledFile } from './filed-file';
import { capture, device, eventsInWords } from './person';

type Details = NonNullable<Draft<NcmecFileDetails>['details']>[number];

const DAY_MS = 86_400_000;

/** The description of one file. What was viewed comes from the record of views, and never from anything else. */
export function mediaFile({ subject, sendsIndustryClass }: ReportFacts, item: ItemFacts, file: FileFacts, name: string): FiledFile {
  const isReported = isPointedAt(item, file) || !item.files.some((other) => isPointedAt(item, other));
  const carrier = item.messages.find(({ mediaIds }) => mediaIds.includes(file.mediaId));
  const upload = file.uploadedFrom ?? uploadOf(subject, item, carrier);
  const uploadedAt = file.uploadedAt ?? upload?.at ?? carrier?.sentAt;
  const signals = item.signals.filter(({ mediaId }) => mediaId === file.mediaId);
  return {
    kind: 'media',
    itemId: item.itemId,
    mediaId: file.mediaId,
    name,
    contentType: file.contentType,
    details: fitFileDetails({
      fileName: name,
      originalFileName: file.originalName ?? file.name,
      uploadedToEspTimestamp: uploadedAt && momentText(uploadedAt),
      locationOfFile: file.location,
      fileViewedByEsp: file.isViewed,
      // The desk shows nobody what a file says of itself.
      exifViewedByEsp: false,
      publiclyAvailable: file.isPublic ?? (carrier ? false : undefined),
      fileRelevance: isReported ? 'Reported' : 'Supplemental Reported',
      fileAnnotations: annotationsOf(file),
      // Whatever has a class is pointed at, so no supplemental file has one.
      industryClassification: sendsIndustryClass ? (file.industryClass ?? undefined) : undefined,
      originalFileHash: [
        { value: file.md5, hashType: 'MD5' },
        { value: file.sha1, hashType: 'SHA1' },
        { value: file.sha256, hashType: 'SHA256' },
        ...file.hashes.map(({ type, value }) => ({ value, hashType: type })),
      ],
      ipCaptureEvent: upload && capture(upload),
      deviceId: file.devices?.map(device),
      details: [...exifOf(file), ...signals.flatMap(matchOf)],
      additionalInfo: [
        ...signals.map(signalText),
        ...(file.name !== undefined && file.originalName !== undefined ? [`Called by the platform: ${file.name}`] : []),
        ...(file.additionalInfo ?? []),
        ...eventsInWords(upload ? [upload] : [], file.devices).filter((line) => line !== undefined),
      ],
    }),
  };
}

function annotationsOf({ annotations }: FileFacts) {
  const known = FILE_ANNOTATIONS.filter((name) => annotations.includes(name));
  return known.length > 0 ? Object.fromEntries(known.map((name) => [name, true])) : undefined;
}

function exifOf({ exif }: FileFacts): readonly Details[] {
  return exif.length > 0 ? [{ type: 'EXIF', nameValuePair: exif }] : [];
}

/** One match with a list, as names and values. */
function matchOf({ kind, detector, list, algorithm, distance, threshold, quality, exact, isTest }: SignalFacts): readonly Details[] {
  if (kind !== 'hash_match') return [];
  const said = { algorithm, list, detector, exact, distance, threshold, quality, ...(isTest ? { test: true } : {}) };
  const pairs = Object.entries(said).flatMap(([name, value]) => (value === null ? [] : [{ name, value: String(value) }]));
  return [{ type: 'HASH', nameValuePair: pairs }];
}

/** Whether a signal, a flagged message or the reviewer singled the file out. When none is, all are what is reported. */
function isPointedAt({ signals, messages }: ItemFacts, { mediaId, industryClass, annotations }: FileFacts): boolean {
  return (
    industryClass !== null ||
    annotations.length > 0 ||
    signals.some((signal) => signal.mediaId === mediaId) ||
    messages.some(({ isFlagged, mediaIds }) => isFlagged && mediaIds.includes(mediaId))
  );
}

/** The subject's upload nearest to the message that carried the file, within a day; only for what the subject sent. */
function uploadOf(subject: ReportFacts['subject'], { occurredAt }: ItemFacts, carrier: MessageFacts | undefined): IpFacts | undefined {
  if (carrier && carrier.senderId !== subject.id) return undefined;
  const near = (carrier?.sentAt ?? occurredAt).at.getTime();
  const distance = ({ at }: IpFacts): number => Math.abs(at.at.getTime() - near);
  return subject.ipEvents
    .filter((event) => event.event === 'Upload' && distance(event) <= DAY_MS)
    .sort((a, b) => distance(a) - distance(b))[0];
}
