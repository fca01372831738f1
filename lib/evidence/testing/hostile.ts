import { crc32, deflateSync } from 'node:zlib';
import type { UnreadableCode } from '../schema';
import { gifOf } from './pictures';

const ZEROS = Buffer.alloc(1 << 20);

/** This many zeros, deflated, as one of many streams could be: about a thousandth of their length. */
function deflatedZeros(length: number): Buffer {
  // A stored sum of zeros: deflate in one go wants them all in memory, which is what these files are made to avoid.
  return deflateSync(length <= ZEROS.length ? ZEROS.subarray(0, length) : Buffer.alloc(length), { level: 9 });
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export const PNG_SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** The seven passes of an interlaced PNG: first column and row, and their steps. */
const PASSES = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const;

interface BlackPng {
  readonly bits?: 1 | 8;
  readonly colour?: 'grey' | 'rgb';
  /** Cannot be decoded row by row: all of it has to be in memory. */
  readonly isInterlaced?: boolean;
}

/** A whole, correct PNG, all black: a bomb by its size alone, of a thousandth of what it unpacks to. */
export function blackPng(width: number, height: number, { bits = 8, colour = 'grey', isInterlaced = false }: BlackPng = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, colour === 'rgb' ? 2 : 0, 0, 0, isInterlaced ? 1 : 0], 8);
  const depth = bits * (colour === 'rgb' ? 3 : 1);
  const rows = (columns: number, count: number) => count * (1 + Math.ceil((columns * depth) / 8));
  const length = isInterlaced
    ? PASSES.reduce((sum, [x, y, dx, dy]) => sum + rows(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)), 0)
    : rows(width, height);
  return Buffer.concat([PNG_SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflatedZeros(length)), chunk('IEND', Buffer.alloc(0))]);
}

const le = (value: number, bytes: number) => Buffer.from(Array.from({ length: bytes }, (_, at) => (value >>> (8 * at)) & 255));

function riff(type: string, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type, 'latin1'), le(data.length, 4), data, Buffer.alloc(data.length % 2)]);
}

/** A picture of one black dot, as WebP's lossless form has it. */
const DOT = Buffer.from('2f00000000071011fd0f4444ff03', 'hex');

/** A WebP whose header promises this many pixels, with one dot behind it. */
export function webpBomb(width: number, height: number): Buffer {
  const promise = Buffer.concat([Buffer.of(0x2f), le((width - 1) | ((height - 1) << 14), 4), DOT.subarray(5)]);
  return riff('RIFF', Buffer.concat([Buffer.from('WEBP'), riff('VP8L', promise)]));
}

/** An animated WebP of dots on a canvas of the given size. */
export function webpOf(frames: number, { width, height }: { width: number; height: number }): Buffer {
  const frame = riff('ANMF', Buffer.concat([le(0, 6), le(0, 6), le(40, 3), Buffer.of(0), riff('VP8L', DOT)]));
  const canvas = riff('VP8X', Buffer.concat([le(2, 4), le(width - 1, 3), le(height - 1, 3)]));
  return riff('RIFF', Buffer.concat([Buffer.from('WEBP'), canvas, riff('ANIM', le(0, 6)), ...Array<Buffer>(frames).fill(frame)]));
}

/** EXIF of a few kilobytes whose every entry points at the whole of it: read to the letter it fills gigabytes. */
export function exifBomb(bytes = 60_000): Buffer {
  const entries = Math.floor((bytes - 20) / 12);
  const tiff = Buffer.alloc(bytes);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(entries, 8);
  for (let at = 0; at < entries; at += 1) {
    const entry = 10 + at * 12;
    tiff.writeUInt16LE(at + 1000, entry);
    tiff.writeUInt16LE(3, entry + 2);
    tiff.writeUInt32LE(bytes, entry + 4);
  }
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
}

/** The JPEG with these bytes in an application segment of their own, where EXIF has its place. */
export function withSegment(jpeg: Buffer, content: Buffer, marker = 0xe1): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.of(0xff, marker), length, content, jpeg.subarray(2)]);
}

export interface Hostile {
  readonly bytes: Buffer;
  readonly type: string;
  /** What becomes of it: a code of lib/evidence/schema.ts. */
  readonly code: UnreadableCode;
}

/** One of each kind that has a limit to meet. */
export function hostilePictures(): readonly Hostile[] {
  return [
    { bytes: blackPng(30_000, 30_000, { bits: 1 }), type: 'image/png', code: 'too_many_pixels' },
    { bytes: blackPng(9_999, 9_999, { colour: 'rgb', isInterlaced: true }), type: 'image/png', code: 'too_much_memory' },
    { bytes: gifOf(10_000), type: 'image/gif', code: 'too_many_frames' },
    { bytes: webpBomb(16_383, 16_383), type: 'image/webp', code: 'too_many_pixels' },
    { bytes: Buffer.concat([PNG_SIGNATURE, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')]), type: 'image/png', code: 'damaged' },
    { bytes: Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(20_000, 7)]), type: 'image/jpeg', code: 'damaged' },
  ];
}
