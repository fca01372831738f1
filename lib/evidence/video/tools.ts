import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { config, log } from '@/lib/kernel';

/** Where the programs are that read videos. */
export interface VideoTools {
  readonly ffmpeg: string;
  readonly ffprobe: string;
}

const execute = promisify(execFile);
/** A program that does not answer is as good as none. */
const run = (program: string, args: string[]) => execute(program, args, { timeout: 10_000 });

/** What we encode with, and what both programs must have been built with. */
const WANTED = [/\blibvpx\b/, /\blibopus\b/];

/** A program's full path, since it is started without our PATH. @throws Error when there is no such program. */
async function locate(program: string): Promise<string> {
  const { stdout } = await run('/bin/sh', ['-c', 'command -v -- "$1"', 'locate', program]);
  return stdout.trim();
}

async function examine(names: VideoTools): Promise<VideoTools | null> {
  try {
    const [ffmpeg, ffprobe] = await Promise.all([locate(names.ffmpeg), locate(names.ffprobe)]);
    const { stdout: encoders } = await run(ffmpeg, ['-hide_banner', '-encoders']);
    return WANTED.every((encoder) => encoder.test(encoders)) ? { ffmpeg, ffprobe } : null;
  } catch {
    return null;
  }
}

async function look(names: VideoTools): Promise<VideoTools | null> {
  const tools = await examine(names);
  if (!tools) log.warn('FFmpeg (ffmpeg and ffprobe, with libvpx and libopus) was not found: videos are kept and cannot be shown');
  return tools;
}

let found: Promise<VideoTools | null> | undefined;

/**
 * FFmpeg, where FFMPEG_PATH and FFPROBE_PATH say or else from PATH; null when it is not there, or was built without
 * the encoders for VP8 (libvpx) and Opus (libopus). Looked for once a process, which says so in its log where there is none: who installs it starts it anew.
 */
export function findVideoTools(): Promise<VideoTools | null> {
  const { FFMPEG_PATH, FFPROBE_PATH } = config();
  found ??= look({ ffmpeg: FFMPEG_PATH, ffprobe: FFPROBE_PATH });
  return found;
}
