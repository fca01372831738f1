import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { TooLong, measured, partsOf, readHead } from './measure';
import { HEAD_BYTES } from './sniff';

const pieces = async function* (bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};
async function drain(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

test.each([1, 100, 5_000])('looking at the head in pieces of %i bytes loses none of the body', async (size) => {
  const bytes = randomBytes(3_000);
  const { head, whole } = await readHead(pieces(bytes, size));
  expect(Buffer.compare(head, bytes.subarray(0, HEAD_BYTES))).toBe(0);
  expect(Buffer.compare(await drain(whole), bytes)).toBe(0);
});

test('content is measured as it passes', async () => {
  const bytes = randomBytes(10_000);
  const { content, measures } = measured(pieces(bytes, 333), bytes.length);
  expect(Buffer.compare(await drain(content), bytes)).toBe(0);
  const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
  expect(measures()).toEqual({ byteSize: 10_000, sha256: hash('sha256'), sha1: hash('sha1'), md5: hash('md5') });
});

test('a body without end is read to the limit and then cancelled', async () => {
  let [sent, isCancelled] = [0, false];
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1_000;
      controller.enqueue(new Uint8Array(1_000));
    },
    cancel: () => void (isCancelled = true),
  });
  const { whole } = await readHead(partsOf(endless));
  await expect(drain(measured(whole, 50_000).content)).rejects.toBeInstanceOf(TooLong);
  expect(isCancelled).toBe(true);
  expect(sent).toBeLessThan(60_000);
});
