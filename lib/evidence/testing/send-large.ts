// Sends a film of so many bytes through intake and reads it back, and prints what that took: tsx … send-large.ts BYTES
import { createHash } from 'node:crypto';
import { db } from '@/lib/db';
import { manualClock } from '@/lib/kernel';
import { openOriginal } from '../read';
import { receiveMedia } from '../receive';
import { NOW, platformCaller } from './desk';

const PIECE_BYTES = 64 * 1024;

/** A body that says that it is a film, as fast as it is read. */
function body(bytes: number): ReadableStream<Uint8Array> {
  const head = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1');
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      const piece = Buffer.alloc(Math.min(PIECE_BYTES, bytes - sent), sent % 251);
      if (sent === 0) head.copy(piece);
      sent += piece.length;
      controller.enqueue(piece);
      if (sent >= bytes) controller.close();
    },
  });
}

const platform = await platformCaller(manualClock(NOW));

async function pass(bytes: number): Promise<void> {
  const received = await receiveMedia(platform, { body: body(bytes), contentType: 'video/mp4', contentLength: null });
  if (!received.ok) throw new Error(received.problem.safeMessage);
  const media = await db().media.findUniqueOrThrow({ where: { id: received.value.receipt.mediaId } });
  const hash = createHash('sha256');
  for await (const part of await openOriginal(media)) hash.update(part as Buffer);
  if (hash.digest('hex') !== media.sha256 || media.byteSize !== bytes) throw new Error('what came back is not what was sent');
}

// Everything is loaded and warm before memory is looked at.
await pass(200_000);
const before = process.memoryUsage().rss;
let peak = before;
const looking = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
const begin = performance.now();
await pass(Number(process.argv[2]));
clearInterval(looking);
console.log(JSON.stringify({ grownBytes: peak - before, seconds: Math.round(performance.now() - begin) / 1000 }));
await db().$disconnect();
