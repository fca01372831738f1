import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** False where FFmpeg is missing: `npm test` installs it where it may (Debian, as root). */
export const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

export interface Film {
  readonly as?: 'mp4' | 'mov' | 'webm' | 'mkv';
  readonly codec?: 'libx264' | 'libvpx' | 'libvpx-vp9';
  readonly seconds?: number;
  readonly size?: string;
  readonly rate?: number;
  readonly hasSound?: boolean;
  readonly hasPicture?: boolean;
  /** The index before the frames, as for the web; otherwise behind them, as cameras write it. */
  readonly isFast?: boolean;
  /** What the file says about itself. */
  readonly title?: string;
  /** More of FFmpeg's options, before the output's name. */
  readonly more?: readonly string[];
}

/** A drawn moving picture in colour, with a counter and a tone: harmless, and the same each time. */
export async function film({ as = 'mp4', codec = as === 'webm' ? 'libvpx' : 'libx264', seconds = 3, size = '320x180', rate = 10, hasSound = false, hasPicture = true, isFast = false, title, more = [] }: Film = {}): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-film-'));
  const path = join(folder, `film.${as}`);
  const sound = as === 'webm' ? 'libopus' : 'aac';
  try {
    await run('ffmpeg', [
      '-nostdin', '-v', 'error',
      ...(hasPicture ? ['-f', 'lavfi', '-i', `testsrc=size=${size}:rate=${rate}:duration=${seconds}`] : []),
      ...(hasSound ? ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`, '-c:a', sound, '-ac', '2'] : []),
      ...(hasPicture ? ['-c:v', codec, '-pix_fmt', 'yuv420p', ...(codec === 'libx264' ? ['-preset', 'ultrafast'] : ['-deadline', 'realtime', '-cpu-used', '8'])] : []),
      ...(title ? ['-metadata', `title=${title}`] : []), ...(isFast ? ['-movflags', '+faststart'] : []), ...more, path,
    ]);
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The frames of a video or picture as bytes of red, green and blue, and how many bytes of sound there are. */
export async function decode(video: Uint8Array): Promise<{ rgb: Buffer; soundBytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-film-'));
  const path = join(folder, 'film');
  const options = { encoding: 'buffer', maxBuffer: 2 ** 30 } as const;
  try {
    await writeFile(path, video);
    const { stdout: rgb } = await run('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, '-map', '0:v', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'], options);
    const { stdout: sound } = await run('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, '-map', '0:v', '-map', '0:a?', '-vn', '-f', 's16le', '-'], options).catch(() => ({ stdout: Buffer.alloc(0) }));
    return { rgb, soundBytes: sound.length };
  } finally {
    await rm(folder, { recursive: true });
  }
}
