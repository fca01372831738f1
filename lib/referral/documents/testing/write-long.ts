// Writes the document of a long conversation, read as slowly as can be, and prints what that took: tsx … write-long.ts MESSAGES
import { setImmediate } from 'node:timers/promises';
import { pdfOf } from '../pdf';
import { longFacts } from './long-facts';

/** The most that waited to be read, and the most that this process took, in bytes. */
async function pass(messages: number): Promise<{ bytes: number; waiting: number; rss: number }> {
  const stream = pdfOf(longFacts(messages));
  let [bytes, waiting, rss] = [0, 0, 0];
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length;
    waiting = Math.max(waiting, stream.readableLength);
    rss = Math.max(rss, process.memoryUsage().rss);
    await setImmediate();
  }
  return { bytes, waiting, rss };
}

// Everything is loaded and warm before memory is looked at.
const { rss: before } = await pass(500);
const { bytes, waiting, rss } = await pass(Number(process.argv[2]));
process.stdout.write(JSON.stringify({ bytes, waiting, grown: rss - before }));
