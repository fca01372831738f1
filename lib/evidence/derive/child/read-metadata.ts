import type { Metadata } from 'sharp';
import { exifOf } from './exif';
import { iptcOf } from './iptc';
import { plain } from './plain';
import { xmpOf } from './xmp';

const METADATA_BYTES = 64 * 1024;

/** One part of what a file says about itself; what cannot be read says so, and never keeps a picture from being shown. */
function part(read: () => object): unknown {
  try {
    return plain(read());
  } catch {
    return { unreadable: true };
  }
}

/**
 * What a picture says about itself, as JSON of at most 64 KiB: `exif` by group (GPS among them), `xmp` by property,
 * `iptc` by field, `comments`; each only where the file has it. Null when it says nothing. Of parts that are too long
 * together the last ones are left out and named in `leftOut`.
 */
export function readMetadata({ exif, xmpAsString, iptc, comments }: Metadata): string | null {
  const parts: Record<string, unknown> = {
    ...(exif && { exif: part(() => exifOf(exif)) }),
    ...(iptc && { iptc: part(() => iptcOf(iptc)) }),
    ...(xmpAsString && { xmp: part(() => xmpOf(xmpAsString)) }),
    ...(comments && { comments: part(() => comments) }),
  };
  const names = Object.keys(parts);
  if (names.length === 0) return null;
  const leftOut: string[] = [];
  for (;;) {
    const json = JSON.stringify({ ...parts, ...(leftOut.length > 0 && { leftOut }) });
    const last = names.pop();
    if (Buffer.byteLength(json) <= METADATA_BYTES || last === undefined) return json;
    delete parts[last];
    leftOut.push(last);
  }
}
