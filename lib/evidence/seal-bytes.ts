import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { buildEncrypt } from '@aws-crypto/encrypt-node';
import { CommitmentPolicy } from '@aws-crypto/material-management-node';
import { FRAME_BYTES, inFrames } from './frames';
import { type BytesBinding, SUITE, contextOf, keyringOf } from './seal-format';

const { encryptStream } = buildEncrypt(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);

/** A reader that is a little behind need not stop us at each frame. */
const READ_AHEAD_BYTES = 4 * FRAME_BYTES;

/** Writes one piece and waits until it has been worked on, or nobody takes what comes out. */
function write(stream: NodeJS.WritableStream, piece: Uint8Array, output: Readable): Promise<void> {
  return new Promise((resolve) => {
    output.once('close', resolve);
    stream.write(piece, () => {
      output.off('close', resolve);
      resolve();
    });
  });
}

/** A reader who left, or a stream that failed, ends the reading of the content. */
async function feed(pieces: AsyncIterable<Uint8Array>, stream: NodeJS.WritableStream, output: Readable): Promise<void> {
  for await (const piece of pieces) {
    if (output.destroyed) return;
    await write(stream, piece, output);
  }
  if (!output.destroyed) stream.end();
}

/**
 * Seals a file or a rendering of it under the object's key, bound to the object and the rendering, as it passes through. A
 * failure of the content itself (disk, network, sender) comes out as it is. Memory stays at a few frames, whatever the length.
 *
 * The library's stream is never destroyed, only left: destroyed before its end it throws where nobody can catch it, and a
 * sender who hangs up would end the process.
 */
export function sealStream(key: Uint8Array, binding: BytesBinding, content: AsyncIterable<Uint8Array>): Readable {
  const stream = encryptStream(keyringOf(key, binding), { suiteId: SUITE, encryptionContext: contextOf(binding), frameLength: FRAME_BYTES });
  const output = new PassThrough({ highWaterMark: READ_AHEAD_BYTES });
  // It may fail before its reader gets to it, who is told all the same; without a listener that would end the process.
  output.on('error', () => undefined);
  stream.on('error', (error: Error) => output.destroy(error));
  stream.on('data', (part: Buffer) => {
    if (output.destroyed || output.write(part)) return;
    stream.pause();
    output.once('drain', () => stream.resume());
  });
  stream.once('end', () => output.end());
  feed(inFrames(content), stream, output).catch((error: Error) => output.destroy(error));
  return output;
}

/** `sealStream` for what is small enough to be held whole. */
export function sealBytes(key: Uint8Array, binding: BytesBinding, bytes: Uint8Array): Promise<Buffer> {
  return buffer(sealStream(key, binding, Readable.from([bytes])));
}
