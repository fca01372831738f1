import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { aadFactory, decodeBodyHeader } from '@aws-crypto/serialize';
import { BrokenSeal } from './broken-seal';
import { Feed } from './feed';
import { FRAME_BYTES } from './frames';
import { type OpenedHeader, asBuffer, openHeader } from './open-header';
import type { BytesBinding } from './seal-format';

const TAG_BYTES = 16;
/** Of what is only passed on: pieces that the allocator gives again and again, where each larger one is memory new from the system. */
const SLICE_BYTES = 64 * 1024;

const { messageAAD, messageAADContentString } = aadFactory((text) => Buffer.from(text, 'utf8'));

const tagOf = (bytes: Uint8Array): readonly [Buffer, number] | false => bytes.length >= TAG_BYTES && [Buffer.from(bytes.subarray(0, TAG_BYTES)), TAG_BYTES];

interface Frame {
  readonly pieces: readonly Buffer[];
  readonly isLast: boolean;
}

/**
 * One frame, opened as it comes, in pieces of so many bytes at most, and given once its tag has been right.
 * @throws when it is not the one of this number, or was changed.
 */
async function openFrame(feed: Feed, { info, decipherOf }: OpenedHeader, number: number, pieceBytes: number): Promise<Frame> {
  const head = await feed.take((bytes) => {
    const read = decodeBodyHeader(bytes, info, 0);
    return read && [read, read.readPos];
  });
  const { sequenceNumber, iv, contentLength, contentType, isFinalFrame: isLast } = head;
  if (sequenceNumber !== number) throw new Error('The frames are in another order.');
  const aad = messageAAD(info.messageHeader.messageId, messageAADContentString({ contentType, isFinalFrame: isLast }), sequenceNumber, contentLength);
  const decipher = decipherOf(iv).setAAD(asBuffer(aad));
  const pieces: Buffer[] = [];
  for (let left = contentLength; left > 0; ) {
    const sealed = await feed.some(Math.min(left, pieceBytes));
    if (!sealed) throw new Error('The frame was cut short.');
    pieces.push(decipher.update(asBuffer(sealed)));
    left -= sealed.length;
  }
  decipher.setAuthTag(await feed.take(tagOf)).final();
  if (isLast && (await feed.some(1))) throw new Error('Something stands behind the last frame.');
  return { pieces, isLast };
}

async function* framesOf(key: Uint8Array, binding: BytesBinding, sealed: AsyncIterable<Uint8Array>, pieceBytes: number): AsyncGenerator<Buffer> {
  const feed = new Feed(sealed);
  // Whatever else does not go as it should is the seal's: the format's own words help nobody who has to look into it.
  const tell = (): never => {
    throw feed.failure ? feed.failure.reason : new BrokenSeal(binding.rendering);
  };
  let header: OpenedHeader | undefined;
  try {
    header = await openHeader(feed, key, binding).catch(tell);
    for (let number = 1; ; number += 1) {
      const { pieces, isLast } = await openFrame(feed, header, number, pieceBytes).catch(tell);
      yield* pieces;
      if (isLast) return;
    }
  } finally {
    header?.forget();
    await feed.close();
  }
}

/**
 * Opens what `sealStream` made, frame by frame: what comes out has been authenticated, and stands where it stood. Only the
 * end of the stream says that it was whole. The stream fails with BrokenSeal when the key, the object, the rendering, the
 * order of frames or a bit is another one, or the end is missing; with the content's own error when reading it failed.
 *
 * The library reads the format, unwraps keys, checks the commitment and makes ciphers; taking frames out of the stream is
 * done here. Its own streams for that copy each frame several times and cost more than the decryption itself.
 */
export function openStream(key: Uint8Array, binding: BytesBinding, sealed: AsyncIterable<Uint8Array>): Readable {
  const output = Readable.from(framesOf(key, binding, sealed, FRAME_BYTES), { objectMode: false, highWaterMark: FRAME_BYTES });
  // It may fail before its reader gets to it, who is told all the same; without a listener that would end the process.
  output.on('error', () => undefined);
  // Begun at once, since what nobody has begun to read nobody closes.
  output.read(0);
  return output;
}

/**
 * The same in small slices and without a stream in between, for whoever only hashes and passes on, and much of it. Reading
 * starts when the first slice is asked for, and its reader hears of every failure; who stops early closes the source.
 */
export function openSlices(key: Uint8Array, binding: BytesBinding, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  return framesOf(key, binding, sealed, SLICE_BYTES);
}

/**
 * `openStream` for what is small enough to be held whole; nothing is returned before all of it has been authenticated.
 * @throws BrokenSeal
 */
export function openBytes(key: Uint8Array, binding: BytesBinding, sealed: Uint8Array): Promise<Buffer> {
  return buffer(openStream(key, binding, Readable.from([sealed])));
}
