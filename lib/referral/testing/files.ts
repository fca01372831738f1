import { createHash } from 'node:crypto';
import type { FileFacts } from '../facts';
import { stripes } from './pictures';

const hash = (algorithm: 'sha256' | 'sha1' | 'md5', bytes: Uint8Array) => createHash(algorithm).update(bytes).digest('hex');

/** The bytes of a sample's file: a drawn picture, told apart by the last digit of its id. */
export const sampleBytes = ({ mediaId }: Pick<FileFacts, 'mediaId'>): Buffer => stripes(Number.parseInt(mediaId.slice(-2), 16));

/** A file of a sample with the true hashes of its drawn bytes. Nothing lies in any store. */
export function sampleFile(name: string, ordinal: number, receivedAt: Date): FileFacts {
  const mediaId = `0193a000-0000-7000-8000-0000000000${ordinal.toString(16).padStart(2, '0')}`;
  const bytes = sampleBytes({ mediaId });
  return {
    name,
    path: `data/items/${name}.png`,
    mediaId,
    contentType: 'image/png',
    byteSize: bytes.length,
    sha256: hash('sha256', bytes),
    sha1: hash('sha1', bytes),
    md5: hash('md5', bytes),
    width: 64,
    height: 48,
    receivedAt,
    source: { id: mediaId, address: mediaId, wrappedKey: new Uint8Array(), kekId: 'none' },
  };
}
