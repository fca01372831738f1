import { FILE_ANNOTATIONS, FILE_RELEVANCES, INDUSTRY_CLASSES } from '../../schema';
import { deviceId, ipCaptureEvent } from './account';
import { flag, moment } from './person';
import type { ValueOf } from './shape';
import { flags, many, mark, marked, one, oneOf, optional, requiredMark, scalar, sequence, some, text } from './words';

const details = sequence(
  { nameValuePair: some(sequence({ name: one(text(64)), value: one(text()) })) },
  { type: mark(oneOf(['EXIF', 'HASH'])) },
);

/** The body of /fileinfo. */
export const FILE_DETAILS = {
  ...sequence({
    reportId: one(scalar('long')),
    fileId: one(scalar('token')),
    fileName: optional(text()),
    originalFileName: optional(text(2056)),
    uploadedToEspTimestamp: optional(moment),
    locationOfFile: optional(text(2083)),
    /**
     * Did a person of the reporting company see the ENTIRE file? It decides whether an agency needs a warrant to open
     * it (US v. Wilson, 13 F.4th 961), so it is computed from recorded views, never assumed.
     */
    fileViewedByEsp: optional(flag),
    exifViewedByEsp: optional(flag),
    publiclyAvailable: optional(flag),
    fileRelevance: optional(oneOf(FILE_RELEVANCES)),
    /** The older form of the annotation of the same name. */
    potentialMeme: optional(flag),
    fileAnnotations: optional(flags(FILE_ANNOTATIONS)),
    industryClassification: optional(oneOf(INDUSTRY_CLASSES)),
    /** Of the bytes as the platform had them. The type is free text, for example MD5, SHA256, PDQ. */
    originalFileHash: many(marked(text(), { hashType: requiredMark(text(64)) })),
    /** One only: the address from which the file was uploaded. */
    ipCaptureEvent: optional(ipCaptureEvent),
    deviceId: many(deviceId),
    details: many(details),
    additionalInfo: many(text()),
  }),
  atMostOneOf: ['potentialMeme', 'fileAnnotations'],
} as const;

export type FileDetails = ValueOf<typeof FILE_DETAILS>;
