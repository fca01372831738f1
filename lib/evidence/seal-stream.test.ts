import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { BrokenSeal } from './broken-seal';
import { FRAME_BYTES } from './frames';
import { openSlices, openStream } from './open-bytes';
import { sealStream } from './seal-bytes';

const key = Uint8Array.from(randomBytes(32));
const binding = { objectId: '0199e0c0-0000-7000-8000-000000000001', rendering: 'original' } as const;
const bytes = randomBytes(3 * FRAME_BYTES + 12_345);
const pieces = async function* (whole: Uint8Array, size = 70_000): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
};
const sealed = await buffer(sealStream(key, binding, pieces(bytes)));

/** What a reader was given before the stream ended or failed, and how it failed. */
async function read(stream: AsyncIterable<unknown>): Promise<{ got: Buffer; error: unknown }> {
  const parts: Buffer[] = [];
  try {
    for await (const part of stream) parts.push(part as Buffer);
    return { got: Buffer.concat(parts), error: null };
  } catch (error) {
    return { got: Buffer.concat(parts), error };
  }
}

test.each([0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 2 * FRAME_BYTES])('%i bytes come back as they were, in whatever pieces they came', async (length) => {
  const part = bytes.subarray(0, length);
  const own = await buffer(sealStream(key, binding, pieces(part, 4_097)));
  for (const size of [1_000, 65_536, 5_000_000]) expect(Buffer.compare(await buffer(openStream(key, binding, pieces(own, size))), part)).toBe(0);
});

const WAYS = [['a stream', openStream], ['slices', openSlices]] as const;

test('slices are small, and are all of it', async () => {
  const slices: Uint8Array[] = [];
  for await (const slice of openSlices(key, binding, pieces(sealed, 5_000_000))) slices.push(slice);
  expect(Math.max(...slices.map(({ length }) => length))).toBe(65_536);
  expect(Buffer.compare(Buffer.concat(slices), bytes)).toBe(0);
});

test.each(WAYS)('%s: a flipped bit gives nothing of its frame nor of those behind it, and the frames before it as they were', async (_way, open) => {
  const places = [3, 40, 200, 1_000, FRAME_BYTES, FRAME_BYTES + 2_000, 2 * FRAME_BYTES + 5_000, sealed.length - 1];
  for (const place of places) {
    const changed = Uint8Array.from(sealed);
    changed[place]! ^= 1;
    const { got, error } = await read(open(key, binding, pieces(changed)));
    expect(error, `byte ${place}`).toBeInstanceOf(BrokenSeal);
    expect(got.length % FRAME_BYTES).toBe(0);
    expect(got.length).toBeLessThanOrEqual(Math.floor(place / FRAME_BYTES) * FRAME_BYTES);
    expect(Buffer.compare(got, bytes.subarray(0, got.length))).toBe(0);
  }
});

test.each(WAYS)('%s: a file that was cut short fails at its end, wherever it was cut', async (_way, open) => {
  for (const length of [0, 10, 150, 600, FRAME_BYTES, FRAME_BYTES + 300, 2 * FRAME_BYTES + 100, sealed.length - 16, sealed.length - 1]) {
    const { got, error } = await read(open(key, binding, pieces(sealed.subarray(0, length))));
    expect(error, `${length} bytes`).toBeInstanceOf(BrokenSeal);
    expect(Buffer.compare(got, bytes.subarray(0, got.length))).toBe(0);
  }
});

test.each(WAYS)('%s: frames in another order, or taken from another file under the same key, fail before they are given', async (_way, open) => {
  const other = await buffer(sealStream(key, binding, pieces(randomBytes(bytes.length))));
  const [from, to] = [FRAME_BYTES, 2 * FRAME_BYTES + 1_000];
  const spliced = Buffer.concat([sealed.subarray(0, from), other.subarray(from, to), sealed.subarray(to)]);
  const { got, error } = await read(open(key, binding, pieces(spliced)));
  expect(error).toBeInstanceOf(BrokenSeal);
  expect(got).toHaveLength(0);
});

test.each(WAYS)('%s: a swapped file gives not one byte', async (_way, open) => {
  for (const wrong of [{ ...binding, objectId: '0199e0c0-0000-7000-8000-000000000002' }, { ...binding, rendering: 'peek' as const }]) {
    const { got, error } = await read(open(key, wrong, pieces(sealed)));
    expect(error).toBeInstanceOf(BrokenSeal);
    expect(got).toHaveLength(0);
  }
});

test('a disk or a network that fails is not called a broken seal', async () => {
  const failing = async function* (whole: Uint8Array): AsyncGenerator<Uint8Array> {
    yield* pieces(whole.subarray(0, whole.length / 2));
    throw new Error('connection reset');
  };
  for (const [, open] of WAYS) expect((await read(open(key, binding, failing(sealed)))).error).toEqual(new Error('connection reset'));
  expect((await read(sealStream(key, binding, failing(bytes)))).error).toEqual(new Error('connection reset'));
});

test('a failure before anybody reads waits for the reader', async () => {
  const stream = openStream(key, binding, pieces(sealed.subarray(0, 700)));
  await expect.poll(() => stream.destroyed).toBe(true);
  expect((await read(stream)).error).toBeInstanceOf(BrokenSeal);
});

test('who stops reading stops the source, too', async () => {
  for (const make of [sealStream, openStream, openSlices]) {
    let given = 0;
    let isClosed = false;
    const content = async function* (): AsyncGenerator<Uint8Array> {
      try {
        await Promise.resolve();
        for (const piece of make === sealStream ? endless() : [sealed]) {
          given += piece.length;
          yield piece;
        }
      } finally {
        isClosed = true;
      }
    };
    const stream = make(key, binding, content());
    for await (const _part of stream) break;
    await expect.poll(() => isClosed).toBe(true);
    expect(given).toBeLessThan(16 * FRAME_BYTES);
  }
});

function* endless(): Generator<Uint8Array> {
  for (;;) yield bytes.subarray(0, 65_536);
}
