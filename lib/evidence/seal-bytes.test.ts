import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { BrokenSeal } from './broken-seal';
import { openBytes } from './open-bytes';
import { sealBytes } from './seal-bytes';

const key = Uint8Array.from(randomBytes(32));
const binding = { objectId: '0199e0c0-0000-7000-8000-000000000001', rendering: 'original' } as const;
const bytes = randomBytes(20_000);
const sealed = await sealBytes(key, binding, bytes);

test('bytes come back as they were', async () => {
  expect(Buffer.compare(await openBytes(key, binding, sealed), bytes)).toBe(0);
});

test('a flipped bit in the header, a frame or the tail keeps a file shut', async () => {
  const places = [0, 1, 20, 60, 120, 300, 2_000, 9_000, sealed.length - 20, sealed.length - 1];
  for (const place of places) {
    const changed = Uint8Array.from(sealed);
    changed[place]! ^= 0x10;
    await expect(openBytes(key, binding, changed), `byte ${place}`).rejects.toThrow(BrokenSeal);
  }
});

test('a file that was cut short stays shut', async () => {
  for (const length of [0, 1, 100, 5_000, sealed.length - 1]) {
    await expect(openBytes(key, binding, sealed.subarray(0, length)), `${length} bytes`).rejects.toThrow(BrokenSeal);
  }
});

test('a sealed file put in the place of another object or rendering stays shut, even under the same key', async () => {
  await expect(openBytes(key, { ...binding, objectId: '0199e0c0-0000-7000-8000-000000000002' }, sealed)).rejects.toThrow(BrokenSeal);
  await expect(openBytes(key, { ...binding, rendering: 'preview' }, sealed)).rejects.toThrow(BrokenSeal);
});

test('another key keeps a file shut', async () => {
  await expect(openBytes(Uint8Array.from(randomBytes(32)), binding, sealed)).rejects.toThrow(BrokenSeal);
});
