import type { Parcel, ParcelFile } from './hotline';

/** How a file is named within a parcel, from 1: never by a name that somebody else chose. */
export const partName = (index: number): string => `file-${index + 1}`;

/**
 * The report as JSON for machines. The same parcel gives the same bytes however often it is sent, and names every file
 * by its SHA-256, so whoever signs or seals it vouches for the files as well.
 */
export function parcelJson({ key, facts, files }: Parcel): string {
  return JSON.stringify({
    type: 'report.submitted',
    timestamp: facts.now,
    data: {
      key,
      isTest: facts.isTest,
      report: facts,
      files: files.map(({ name, contentType, byteSize, sha256 }, index) => ({ part: partName(index), name, contentType, byteSize, sha256 })),
    },
  });
}

export function sizeOf(files: readonly ParcelFile[]): number {
  return files.reduce((sum, { byteSize }) => sum + byteSize, 0);
}

const MIB = 1024 * 1024;
export const megabytes = (bytes: number): string => `${Math.ceil(bytes / MIB)} MiB`;
