/** What the first bytes say a file is; only pictures have a name here, everything else is `null`. */
export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/avif' | 'image/heic';

/** Longest beginning that `sniff` looks at. */
const HEAD_BYTES = 64;

const AVIF_BRANDS = ['avif', 'avis'];
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** ISO base media: a box `ftyp` whose brands (major, minor version, compatible ones) say what it holds. */
function pictureOfBrands(head: string): PictureType | null {
  if (head.slice(4, 8) !== 'ftyp') return null;
  const brands = [head.slice(8, 12), ...(head.slice(16).match(/.{4}/gs) ?? [])];
  if (brands.some((brand) => AVIF_BRANDS.includes(brand))) return 'image/avif';
  return brands.some((brand) => HEIC_BRANDS.includes(brand)) ? 'image/heic' : null;
}

/** The kind of picture by its signature, whatever its name or label says; `null` for anything else. */
export function sniff(bytes: Uint8Array): PictureType | null {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  return pictureOfBrands(head);
}

const ALIASES: ReadonlyMap<string, PictureType> = new Map([['image/jpg', 'image/jpeg'], ['image/pjpeg', 'image/jpeg'], ['image/x-png', 'image/png'], ['image/heif', 'image/heic']]);

/** The type that a Content-Type header claims, without parameters; `null` when it claims nothing in particular. */
export function claimedType(header: string | null): string | null {
  const type = header?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === '' || type === 'application/octet-stream') return null;
  return ALIASES.get(type) ?? type;
}
