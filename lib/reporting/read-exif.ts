import { openText, unwrapKey } from '@/lib/evidence';
import type { FileFacts } from '@/lib/hotlines';

/** More names and values than this say nothing more; they are in the file itself. */
const PAIRS_MAX = 200;

type SealedMedia = Parameters<typeof unwrapKey>[0] & { readonly id: string; readonly state: string; readonly sealedMetadata: Uint8Array | null };

/** What the original says about itself, as names and values: `Image.Make`, `GPSInfo.GPSLatitude`. */
export function exifOf(media: SealedMedia): FileFacts['exif'] {
  // The key of a destroyed file is gone, and what was sealed under it with it.
  if (!media.sealedMetadata || media.state === 'destroyed') return [];
  const said = JSON.parse(openText(unwrapKey(media), { purpose: 'metadata', id: media.id }, media.sealedMetadata)) as Readonly<Record<string, unknown>>;
  const { exif, ...others } = said;
  return [...pairs(exif, ''), ...pairs(others, '')].slice(0, PAIRS_MAX);
}

function pairs(value: unknown, name: string): { name: string; value: string }[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) return [{ name, value: value.join(', ') }];
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, inner]) => pairs(inner, name === '' ? key : `${name}.${key}`));
  return [{ name, value: typeof value === 'string' ? value : JSON.stringify(value) }];
}
