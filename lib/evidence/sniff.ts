/** What the first bytes say a file is. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/heic'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];
export type VideoType = 'video/mp4' | 'video/quicktime' | 'video/webm' | 'video/x-matroska';

/** What is kept without knowing what it is. */
const UNKNOWN_TYPE = 'application/octet-stream';

/** Longest beginning that is looked at. */
export const HEAD_BYTES = 1024;

const AVIF_BRANDS = ['avif', 'avis'];
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];
const MP4_BRAND = /^(iso[m2-9]|mp4[12v]|mp71|avc1|av01|M4V[ HP]|f4v |dash|MSNV|mmp4|3g[2egprs]\w|ND[SX][CHM]|XAVC)$/;
/** QuickTime files older than brands begin with one of these boxes. */
const QUICKTIME_BOXES = ['moov', 'mdat', 'wide', 'pnot'];

/** ISO base media: a box `ftyp` whose brands (major, minor version, compatible ones) say what it holds. */
function typeOfBrands(head: string): PictureType | VideoType | null {
  const box = head.slice(4, 8);
  if (box !== 'ftyp') return QUICKTIME_BOXES.includes(box) ? 'video/quicktime' : null;
  const end = Math.max(16, Buffer.from(head.slice(0, 4), 'latin1').readUInt32BE());
  const brands = [head.slice(8, 12), ...(head.slice(16, end).match(/.{4}/gs) ?? [])];
  const hasOne = (known: readonly string[]) => brands.some((brand) => known.includes(brand));
  if (hasOne(AVIF_BRANDS)) return 'image/avif';
  if (hasOne(HEIC_BRANDS)) return 'image/heic';
  if (brands[0] === 'qt  ') return 'video/quicktime';
  return brands.some((brand) => MP4_BRAND.test(brand)) ? 'video/mp4' : null;
}

function typeOfEbml(head: string): VideoType | null {
  // The document type is a short text a few bytes into the header.
  const kind = /\x42\x82[\x81-\xff](webm|matroska)/.exec(head.slice(0, 128))?.[1];
  if (!kind) return null;
  return kind === 'webm' ? 'video/webm' : 'video/x-matroska';
}

/** The kind of picture or video by its signature, whatever its name or label says; `null` for anything else. */
function sniff(bytes: Uint8Array): PictureType | VideoType | null {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  if (head.startsWith('\x1a\x45\xdf\xa3')) return typeOfEbml(head);
  return typeOfBrands(head);
}

/** Marks of UTF-16 and UTF-8. */
const BYTE_ORDER_MARKS = ['\xff\xfe', '\xfe\xff', '\xef\xbb\xbf'];

/** Text, and with it HTML, XML and SVG, which can carry programs: no control characters but those of texts. */
function isText(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  return BYTE_ORDER_MARKS.some((mark) => head.startsWith(mark)) || !/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(head);
}

const ALIASES: ReadonlyMap<string, PictureType | VideoType> = new Map([
  ['image/jpg', 'image/jpeg'], ['image/pjpeg', 'image/jpeg'], ['image/x-png', 'image/png'], ['image/heif', 'image/heic'],
  ['video/x-m4v', 'video/mp4'], ['video/mov', 'video/quicktime'], ['video/matroska', 'video/x-matroska'],
] as const);

/** The type that a Content-Type header claims, without parameters; `null` when it claims nothing in particular. */
function claimedType(header: string | null): string | null {
  const type = header?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) || type === UNKNOWN_TYPE) return null;
  return ALIASES.get(type) ?? type;
}

export interface Kind {
  /** What the bytes are; UNKNOWN_TYPE when this version does not know. */
  readonly contentType: string;
  /** What the sender says, where that is something else. */
  readonly claimedType: string | null;
}

/**
 * What a file is, by its first bytes (HEAD_BYTES of them, or all there are) and by what its sender says: a picture or a
 * video whatever it is called; something unknown that is said to be one, since it may be evidence that a later version
 * can read; and `null`, to be refused, for everything else, texts of any kind among it.
 */
export function identify(head: Uint8Array, header: string | null): Kind | null {
  const type = sniff(head);
  const claimed = claimedType(header);
  if (type) return { contentType: type, claimedType: claimed === type ? null : claimed };
  if (isText(head) || !claimed || !/^(image|video)\//.test(claimed) || /xml/.test(claimed)) return null;
  return { contentType: UNKNOWN_TYPE, claimedType: claimed };
}
