/** So much is fetched ahead of where the player is; the desk makes no more than is fetched. */
const AHEAD_SECONDS = 60;
/** Kept behind it, where the browser wants room. */
const BEHIND_SECONDS = 10;
/** The sign that begins the first pictures of a WebM: what stands before says what is in it. */
const CLUSTER = [0x1f, 0x43, 0xb6, 0x75];
const SOUND = 'A_OPUS';

type Chunk = Uint8Array<ArrayBuffer>;

function indexOfCluster(bytes: Chunk): number {
  return bytes.findIndex((_, at) => CLUSTER.every((byte, offset) => bytes[at + offset] === byte));
}

function joined(first: Chunk, second: Chunk): Chunk {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Comes back with the next event of that name, or when the feed is closed. */
function next(target: EventTarget, name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
    target.addEventListener(name, () => resolve(), { once: true, signal });
  });
}

interface FeedOptions {
  readonly durationMs: number | null;
  /** The player that this feeds, once it is there. */
  readonly player: () => HTMLVideoElement | null;
}

/** Adds bytes when there is room for them: forgets what lies behind the player where the browser wants that. */
async function append(buffer: SourceBuffer, chunk: Chunk, { player }: FeedOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      buffer.appendBuffer(chunk);
      return await next(buffer, 'updateend', signal);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') throw error;
    }
    const video = player();
    const upTo = (video?.currentTime ?? 0) - BEHIND_SECONDS;
    if (upTo > 0 && buffer.buffered.length > 0 && buffer.buffered.start(0) < upTo) {
      buffer.remove(0, upTo);
      await next(buffer, 'updateend', signal);
    } else if (video) await next(video, 'timeupdate', signal);
  }
}

async function run(source: MediaSource, body: ReadableStream<Uint8Array>, options: FeedOptions, signal: AbortSignal): Promise<void> {
  const reader = (body as ReadableStream<Chunk>).getReader();
  signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true });
  let head: Chunk = new Uint8Array();
  let buffer: SourceBuffer | undefined;
  for (let part = await reader.read(); !part.done && !signal.aborted; part = await reader.read()) {
    let chunk = part.value;
    if (!buffer) {
      head = joined(head, chunk);
      const end = indexOfCluster(head);
      if (end < 0) continue;
      const hasSound = new TextDecoder('latin1').decode(head.subarray(0, end)).includes(SOUND);
      buffer = source.addSourceBuffer(`video/webm; codecs="${hasSound ? 'vp8, opus' : 'vp8'}"`);
      if (options.durationMs) source.duration = options.durationMs / 1000;
      chunk = head;
    }
    await append(buffer, chunk, options, signal);
    for (let video = options.player(); video && !signal.aborted; video = options.player()) {
      const { buffered } = video;
      if (buffered.length === 0 || buffered.end(buffered.length - 1) - video.currentTime < AHEAD_SECONDS) break;
      await next(video, 'timeupdate', signal);
    }
  }
  if (!signal.aborted && source.readyState === 'open') source.endOfStream();
}

/**
 * An address under which a player on this page, and nothing else, finds a WebM while it still arrives. It is asked for
 * once: a player that asked the desk itself would ask again for whatever it forgot.
 */
export function feedFrom(body: ReadableStream<Uint8Array>, options: FeedOptions): { url: string; close: () => void } {
  const source = new MediaSource();
  const url = URL.createObjectURL(source);
  const closed = new AbortController();
  source.addEventListener(
    'sourceopen',
    () => {
      run(source, body, options, closed.signal).catch(() => {
        // The player says that it broke off.
        if (!closed.signal.aborted && source.readyState === 'open') source.endOfStream('network');
      });
    },
    { once: true },
  );
  return {
    url,
    close: () => {
      closed.abort();
      URL.revokeObjectURL(url);
      if (!body.locked) void body.cancel().catch(() => undefined);
    },
  };
}
