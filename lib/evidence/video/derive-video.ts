import type { Readable } from 'node:stream';
import type { Derived } from '../derive/derived';
import type { UnreadableCode } from '../schema';
import { drawStrip } from './draw-strip';
import { chooseStreams, claimedMs, metadataOf, sizeOf, streamFacts } from './facts';
import { VIDEO_LIMITS, type VideoLimits } from './limits';
import { type Probed, probe } from './probe';
import { reasonOf } from './reason';
import { type PlayPlan, type Played, renderPlay } from './render-play';
import { type Scratch, openScratch } from './scratch';
import { type VideoTools, findVideoTools } from './tools';

/** Probing reads the header and some frames: whoever needs longer is not read at all. */
const PROBE_SECONDS = 60;
/** A picture may end this much before the file says, by rounding and by sound that goes on. */
const SHORTER_BY_MS = 1_000;
const SHORTER_BY = 0.02;

export interface VideoInput {
  readonly contentType: string;
  readonly signal: AbortSignal;
  readonly limits?: VideoLimits;
  /** The programs; looked for when not given, null when there are none. */
  readonly tools?: VideoTools | null;
}

interface Rendered {
  readonly played: Played;
  readonly into: Scratch;
  /** What went wrong with the sound, where the picture had to be rendered without it. */
  readonly silent: UnreadableCode | null;
}

/** Sound that cannot be decoded must not take the picture with it. */
async function render(tools: VideoTools, from: Scratch, plan: PlayPlan, limits: VideoLimits, signal: AbortSignal): Promise<Rendered> {
  const into = await openScratch();
  try {
    const played = await renderPlay(tools, from, into, plan, limits, signal);
    const isSoundToBlame = played.cells.frames.length === 0 && plan.audio !== null && played.ended.how === 'by_itself';
    if (!isSoundToBlame) return { played, into, silent: null };
    await into.close();
    const again = await render(tools, from, { ...plan, audio: null }, limits, signal);
    return { ...again, silent: reasonOf(played.ended) };
  } catch (error) {
    await into.close();
    throw error;
  }
}

/** Why something of it is not to be seen, though the rest is; null when everything is. */
function flawOf({ ended, isFull, durationMs }: Played, claimed: number | null): UnreadableCode | null {
  if (isFull) return 'too_many_frames';
  if (ended.how !== 'by_itself' || ended.status !== 0 || ended.words.trim() !== '') return reasonOf(ended);
  return claimed !== null && durationMs < claimed * (1 - SHORTER_BY) - SHORTER_BY_MS ? 'damaged' : null;
}

async function derive(tools: VideoTools, scratch: Scratch, probed: Probed, { contentType, signal }: VideoInput, limits: VideoLimits): Promise<Derived> {
  const { video, audio, isMore } = chooseStreams(probed);
  const facts = { streams: streamFacts(probed), metadata: metadataOf(probed) };
  const size = video && sizeOf(video);
  if (!video || !size) return { state: 'unreadable', code: 'no_picture', ...facts };
  if (size.width * size.height > limits.pixels) return { state: 'unreadable', code: 'too_many_pixels', ...facts };
  if (size.width === 0 || size.height === 0) return { state: 'unreadable', code: 'damaged', ...facts };
  const claimed = claimedMs(probed, video);
  const plan: PlayPlan = { contentType, video: video.index, audio: audio?.index ?? null, picture: size, claimedMs: claimed };
  const { played, into, silent } = await render(tools, scratch, plan, limits, signal);
  if (played.cells.frames.length === 0) {
    await into.close();
    return { state: 'unreadable', code: reasonOf(played.ended), ...facts };
  }
  const { peek, preview, still } = await drawStrip(played.cells);
  return {
    state: 'ready',
    code: flawOf(played, claimed) ?? silent ?? (isMore ? 'more_pictures' : null),
    ...size,
    ...facts,
    frames: null,
    durationMs: played.durationMs,
    renderings: new Map<'preview' | 'still' | 'peek' | 'play', Uint8Array | Readable>([['preview', preview], ['still', still], ['peek', peek], ['play', into.readAndClose()]]),
  };
}

/**
 * What can be known and shown of a video: its facts, its key frames (peek, and blurred: preview and still) and the
 * rendering to play, all grey. The plaintext goes through pipes and through a scratch file that is encrypted; what
 * decodes it is another process, under limits.
 *
 * A video of which only a part can be shown (cut short, damaged, longer than the limits allow, with another picture beside
 * the one that plays) is ready, its `code` says why it is not whole, and its duration is that of what there is.
 * @param source opens the file in the clear; called once, read once.
 * @throws what the source throws, and the signal's reason once it is aborted. Renderings that are streams are to be read or destroyed.
 */
export async function deriveVideo(source: () => Promise<Readable>, input: VideoInput): Promise<Derived> {
  const { contentType, signal, limits = VIDEO_LIMITS } = input;
  const tools = input.tools === undefined ? await findVideoTools() : input.tools;
  if (!tools) return { state: 'unreadable', code: 'no_decoder' };
  const scratch = await openScratch();
  try {
    await scratch.fill(await source(), signal);
    const probed = await probe(tools, scratch, contentType, { ...limits, seconds: Math.min(PROBE_SECONDS, limits.seconds) }, signal);
    return typeof probed === 'string' ? { state: 'unreadable', code: probed } : await derive(tools, scratch, probed, input, limits);
  } finally {
    await scratch.close();
  }
}
