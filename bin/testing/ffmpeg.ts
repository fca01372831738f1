import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const hasFfmpeg = () => ['ffmpeg', 'ffprobe'].every((program) => spawnSync(program, ['-version']).status === 0);

/** Gets FFmpeg from Debian when it is missing and we may install it. Tests of videos find out by themselves, and say so. */
export function obtainFfmpeg(): void {
  if (hasFfmpeg() || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args: string[]) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
  if (run('update').status === 0) run('install', '-y', '--no-install-recommends', 'ffmpeg');
}
