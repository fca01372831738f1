import { z } from 'zod';
import type { UnreadableCode } from '../schema';
import { inputOf } from './input';
import { runLimited } from './limited';
import type { VideoLimits } from './limits';
import { reasonOf } from './reason';
import type { Scratch } from './scratch';
import type { VideoTools } from './tools';

/** Of what ffprobe says; a file that has more to say about itself is not believed. */
const ANSWER_MAX = 4 * 1024 * 1024;

const number = z.coerce.number().optional().catch(undefined);
const tags = z.record(z.string(), z.string()).optional().catch(undefined);

const stream = z.looseObject({
  index: z.int(),
  codec_type: z.string().catch('unknown'),
  codec_name: z.string().catch('unknown'),
  width: number,
  height: number,
  sample_aspect_ratio: z.string().catch('1:1'),
  avg_frame_rate: z.string().catch('0/0'),
  channels: number,
  duration: number,
  tags,
  disposition: z.record(z.string(), z.number()).catch({}),
  side_data_list: z.array(z.looseObject({ rotation: number })).catch([]),
});
export type ProbedStream = z.output<typeof stream>;

const answer = z.object({
  format: z.looseObject({ duration: number, tags }),
  streams: z.array(stream),
  chapters: z.array(z.unknown()).default([]),
});
export type Probed = z.output<typeof answer>;

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string | null> {
  const kept: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes <= ANSWER_MAX) kept.push(chunk);
  }
  return bytes > ANSWER_MAX ? null : Buffer.concat(kept).toString();
}

/** What the file says of itself; nothing of it is true until it is decoded. */
export async function probe(tools: VideoTools, scratch: Scratch, contentType: string, limits: VideoLimits, signal: AbortSignal): Promise<Probed | UnreadableCode> {
  const asked = ['-v', 'error', '-show_format', '-show_streams', '-show_chapters', '-of', 'json=compact=1'];
  const { child, ended, stop } = runLimited(tools.ffprobe, [...asked, ...inputOf(scratch, 3, contentType, limits)], ['ignore', 'pipe', 'pipe', scratch.fd], limits);
  signal.addEventListener('abort', stop, { once: true });
  const [text, end] = await Promise.all([textOf(child.stdout as AsyncIterable<Buffer>), ended]).finally(() => signal.removeEventListener('abort', stop));
  signal.throwIfAborted();
  if (end.how !== 'by_itself' || end.status !== 0) return reasonOf(end);
  if (text === null) return 'too_much_memory';
  const parsed = answer.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : 'damaged';
}
