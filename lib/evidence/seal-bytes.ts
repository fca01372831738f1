import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type MessageHeader, buildDecrypt } from '@aws-crypto/decrypt-node';
import { buildEncrypt } from '@aws-crypto/encrypt-node';
import { RawAesKeyringNode, RawAesWrappingSuiteIdentifier } from '@aws-crypto/raw-aes-keyring-node';
import { AlgorithmSuiteIdentifier, CommitmentPolicy } from '@aws-crypto/material-management-node';
import { BrokenSeal } from './broken-seal';
import { FRAME_BYTES, inFrames } from './frames';
import type { Rendering } from './schema';

// Key commitment is required both ways: without it one ciphertext can be made to open under two keys to two contents.
const { encryptStream } = buildEncrypt(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
const { decryptStream } = buildDecrypt(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);

/** Authenticated without a signature: whoever can write evidence holds the key, so a signature would prove nothing more. */
const suiteId = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY;

export interface BytesBinding {
  readonly objectId: string;
  readonly rendering: Rendering;
}

function keyring(key: Uint8Array, objectId: string): RawAesKeyringNode {
  return new RawAesKeyringNode({
    keyNamespace: 'watchkeeper',
    keyName: objectId,
    // The library demands a buffer that shares its memory with nothing else.
    unencryptedMasterKey: Uint8Array.from(key),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });
}

/** A reader that is a little behind need not stop us at each frame. */
const READ_AHEAD_BYTES = 4 * FRAME_BYTES;

const contextOf = ({ objectId, rendering }: BytesBinding) => ({ object: objectId, purpose: rendering });

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
 * Runs content through one of the library's streams. A failure of the content itself (disk, network, sender) comes out
 * as it is; one of the library's own as `broken` says. Memory stays at a few frames, whatever the length.
 *
 * The library's stream is never destroyed, only left: destroyed before its end, the one that encrypts throws where
 * nobody can catch it, and a sender who hangs up would end the process.
 */
function through(content: AsyncIterable<Uint8Array>, stream: NodeJS.ReadWriteStream, broken: (error: Error) => Error): Readable {
  const output = new PassThrough({ highWaterMark: READ_AHEAD_BYTES });
  // It may fail before its reader gets to it, who is told all the same; without a listener that would end the process.
  output.on('error', () => undefined);
  stream.on('error', (error: Error) => output.destroy(broken(error)));
  stream.on('data', (part: Buffer) => {
    if (output.destroyed || output.write(part)) return;
    stream.pause();
    output.once('drain', () => stream.resume());
  });
  stream.once('end', () => output.end());
  feed(content, stream, output).catch((error: Error) => output.destroy(error));
  return output;
}

/** Seals a file or a rendering of it under the object's key, bound to the object and the rendering, as it passes through. */
export function sealStream(key: Uint8Array, binding: BytesBinding, content: AsyncIterable<Uint8Array>): Readable {
  const stream = encryptStream(keyring(key, binding.objectId), { suiteId, encryptionContext: contextOf(binding), frameLength: FRAME_BYTES });
  return through(inFrames(content), stream, (error) => error);
}

/**
 * Opens what `sealStream` made, frame by frame: what comes out has been authenticated, and stands where it stood. Only the
 * end of the stream says that it was whole. The stream fails with BrokenSeal when the key, the object, the rendering, the
 * order of frames or a bit is another one, or the end is missing; with the content's own error when reading it failed.
 */
export function openStream(key: Uint8Array, binding: BytesBinding, sealed: AsyncIterable<Uint8Array>): Readable {
  // A forged header could promise frames of any size; none of ours is larger.
  const stream = decryptStream(keyring(key, binding.objectId), { maxBodySize: FRAME_BYTES });
  const output = through(sealed, stream, () => new BrokenSeal(binding.rendering));
  // Said before the first frame is opened.
  stream.once('MessageHeader', ({ encryptionContext: { object, purpose } }: MessageHeader) => {
    if (object !== binding.objectId || purpose !== binding.rendering) output.destroy(new BrokenSeal(binding.rendering));
  });
  return output;
}

/** `sealStream` for what is small enough to be held whole. */
export function sealBytes(key: Uint8Array, binding: BytesBinding, bytes: Uint8Array): Promise<Buffer> {
  return buffer(sealStream(key, binding, Readable.from([bytes])));
}

/**
 * `openStream` for what is small enough to be held whole; nothing is returned before all of it has been authenticated.
 * @throws BrokenSeal
 */
export function openBytes(key: Uint8Array, binding: BytesBinding, sealed: Uint8Array): Promise<Buffer> {
  return buffer(openStream(key, binding, Readable.from([sealed])));
}
