import { encodePath } from './paths';

/** A file that is in the package already, as a manifest names it. */
export interface Listed {
  readonly path: string;
  readonly sha256: string;
  readonly byteSize: number;
}

export const MANIFEST = 'manifest-sha256.txt';
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';
/** The time-stamp over the tag manifest. It is made of that, which therefore cannot name it. */
export const TIME_STAMP = `${TAG_MANIFEST}.tsr`;

/** The label of bag-info.txt that says whether a time-stamp belongs to the bag, so that one that went missing is missed. */
export const TIME_STAMP_LABEL = 'Time-Stamp';
export const NO_TIME_STAMP = { unasked: 'none: no authority was asked', silent: 'none: the authority gave none' } as const;

export const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** One line a file, sorted by path: what `sha256sum --check` reads, and RFC 8493 asks for. */
export function manifestOf(files: readonly Listed[]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return sorted.map(({ sha256, path }) => `${sha256}  ${encodePath(path)}\n`).join('');
}

/** A label's value is what stands on its line: breaks become spaces, so that no value can pass for another label. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/**
 * bag-info.txt (RFC 8493, section 2.2.2). The last label counts the payload, by which a bag that was cut short is found
 * before anything is hashed.
 * @param labels - In their order; those without a value are left out.
 */
export function bagInfo(labels: readonly (readonly [label: string, value: string | null])[], payload: readonly Listed[]): string {
  const bytes = payload.reduce((sum, { byteSize }) => sum + byteSize, 0);
  const lines = labels.flatMap(([label, value]) => (value ? [`${label}: ${oneLine(value)}\n`] : []));
  return `${lines.join('')}Payload-Oxum: ${bytes}.${payload.length}\n`;
}
