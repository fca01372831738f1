import type { FileFacts, IpFacts, ItemFacts, MessageFacts, NcmecFileDetails, ReportFacts } from '@/lib/hotlines';
import { FILE_ANNOTATIONS, INDUSTRY_CLASSES } from '@/lib/hotlines/schema';
import { ipCapture } from './ip-capture';
import { momentText, signalText } from './words';

interface Filed {
  /** The item that it belongs to. */
  readonly itemId: string;
  /** What it is called at the hotline. */
  readonly name: string;
  readonly contentType: string;
  readonly details: NcmecFileDetails;
}

/** What is sent with a report: a file of an item, or its conversation as a text that the desk wrote. */
export type FiledFile =
  | (Filed & { readonly kind: 'media'; readonly mediaId: string })
  | (Filed & { readonly kind: 'conversation'; readonly text: string });

const DAY_MS = 86_400_000;

/** The description of one file. What was viewed comes from the record of views, and never from anything else. */
export function assembleFile({ subject, sendsIndustryClass }: ReportFacts, item: ItemFacts, file: FileFacts, name: string): FiledFile {
  const isReported = isPointedAt(item, file) || !item.files.some((other) => isPointedAt(item, other));
  const carrier = item.messages.find(({ mediaIds }) => mediaIds.includes(file.mediaId));
  const upload = uploadOf(subject, item, carrier);
  const uploadedAt = upload?.at ?? carrier?.sentAt;
  const annotations = FILE_ANNOTATIONS.filter((annotation) => file.annotations.includes(annotation));
  const industryClass = sendsIndustryClass ? INDUSTRY_CLASSES.find((known) => known === file.industryClass) : undefined;
  const matches = item.signals.filter(({ mediaId }) => mediaId === file.mediaId).map(signalText);
  return {
    kind: 'media',
    itemId: item.itemId,
    mediaId: file.mediaId,
    name,
    contentType: file.contentType,
    details: {
      originalFileName: name,
      ...(uploadedAt ? { uploadedToEspTimestamp: momentText(uploadedAt) } : {}),
      fileViewedByEsp: file.isViewed,
      exifViewedByEsp: false,
      publiclyAvailable: false,
      fileRelevance: isReported ? 'Reported' : 'Supplemental Reported',
      ...(annotations.length > 0 ? { fileAnnotations: Object.fromEntries(annotations.map((annotation) => [annotation, true])) } : {}),
      ...(industryClass ? { industryClassification: industryClass } : {}),
      originalFileHash: [
        { value: file.md5, hashType: 'MD5' },
        { value: file.sha1, hashType: 'SHA1' },
        { value: file.sha256, hashType: 'SHA256' },
      ],
      ...(upload ? { ipCaptureEvent: ipCapture(upload) } : {}),
      ...(matches.length > 0 ? { additionalInfo: matches } : {}),
    },
  };
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
