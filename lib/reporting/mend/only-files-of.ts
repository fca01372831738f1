import type { Prisma } from '@/lib/db';
import type { AssembledReport, FiledFile } from '../assemble';

type KnownFile = Pick<Prisma.ReportFileGetPayload<object>, 'itemId' | 'kind' | 'mediaId'>;

const isSame = (file: FiledFile, { itemId, kind, mediaId }: KnownFile): boolean => file.itemId === itemId && file.kind === kind && (file.kind === 'media' ? file.mediaId : null) === mediaId;

/** The report with the files that it has on record, in their order: which ones they are never changes once it is made. */
export function onlyFilesOf(assembled: AssembledReport, known: readonly KnownFile[]): AssembledReport {
  return { ...assembled, files: known.flatMap((each) => assembled.files.find((file) => isSame(file, each)) ?? []) };
}
