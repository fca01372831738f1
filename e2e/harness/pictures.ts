import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import sharp from 'sharp';

const PHOTOS = resolve('..', 'shared', 'fixtures', 'photos');
const NAMES = ['aaa-orig.jpg', 'c.png', 'square-512x512.jpg'] as const;

/** The seed in squares along the top, so that no two seeds draw the same file, whatever the circles do. */
const squares = (seed: number) => Array.from({ length: 16 }, (_, bit) => `<rect x="${bit * 40}" width="40" height="24" fill="${(seed >> bit) & 1 ? '#eee' : '#111'}"/>`).join('');

/** A harmless picture drawn by code: circles whose places and greys follow from `seed`, from 0 to 65,535. */
export function draw(seed: number): Promise<Buffer> {
  const circles = Array.from({ length: 12 }, (_, index) => {
    const turn = (seed * 97 + index * 53) % 360;
    return `<circle cx="${(turn * 7) % 640}" cy="${(turn * 11) % 480}" r="${20 + ((turn * 3) % 90)}" fill="hsl(${turn} 40% 55%)"/>`;
  });
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#456"/>${circles.join('')}${squares(seed)}</svg>`))
    .jpeg()
    .toBuffer();
}

/** Three harmless files: the photographs beside the project where they are, drawn pictures elsewhere. */
export async function threePictures(): Promise<Buffer[]> {
  if (existsSync(PHOTOS)) return Promise.all(NAMES.map((name) => readFile(join(PHOTOS, name))));
  console.log('The photographs of ../shared are not here: drawn pictures stand in for them.');
  return Promise.all([1, 2, 3].map(draw));
}
