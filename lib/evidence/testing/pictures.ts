import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A drawn picture full of small detail: stripes and dots in colour. Harmless, and different for each seed. */
export function draw(seed = 1, { width = 640, height = 420 } = {}): Sharp {
  const stripes = Array.from({ length: 60 }, (_, at) => `<rect x="${at * 11}" y="0" width="5" height="${height}" fill="hsl(${(at * 37 * seed) % 360} 70% 50%)"/>`);
  const dots = Array.from({ length: 80 }, (_, at) => `<circle cx="${(at * 83 * seed) % width}" cy="${(at * 47) % height}" r="${3 + (at % 9)}" fill="hsl(${(at * 53) % 360} 80% 60%)"/>`);
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${stripes.join('')}${dots.join('')}</svg>`)).flatten({ background: '#fff' });
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A well-formed PNG of a few kilobytes whose header promises this many pixels. */
export function pngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

/** An animation of tiny frames on a screen of the given size. */
export function gifOf(frames: number, { width = 1, height = 1 } = {}): Buffer {
  const screen = Buffer.from([width & 255, width >> 8, height & 255, height >> 8, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
  const frame = Buffer.from([0x21, 0xf9, 4, 0, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([Buffer.from('GIF89a', 'latin1'), screen, ...Array<Buffer>(frames).fill(frame), Buffer.of(0x3b)]);
}
