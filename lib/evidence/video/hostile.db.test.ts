import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { config } from '@/lib/kernel';
import { film, hasFfmpeg } from '../testing/films';
import { claiming, claimingHugeFrames, claimingOfWebm, elsewhere, withHugeFrame } from '../testing/lying-films';
import { deriveVideo } from './derive-video';
import { VIDEO_LIMITS } from './limits';
import { ready } from './testing/ready';

// All of these need FFmpeg; `npm test` installs it where it may, and they are left out where it is missing.
const withFfmpeg = test.skipIf(!hasFfmpeg);
const signal = new AbortController().signal;
const derive = (bytes: Buffer, { contentType = 'video/mp4', limits = VIDEO_LIMITS } = {}) => deriveVideo(() => Promise.resolve(Readable.from([bytes])), { contentType, signal, limits });

const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-hostile-'));
const secret = join(folder, 'secret.mov');
beforeAll(async () => {
  if (hasFfmpeg) await writeFile(secret, await film({ as: 'mov', size: '64x64' }));
});
afterAll(() => rm(folder, { recursive: true }));

/** What is ours in the scratch folder: its names, and the bytes of what is open in it, as the disk has them. */
function scratch(): { names: string[]; bytes: Buffer } {
  const inside = join(config().DATA_DIR, 'scratch');
  const open = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(inside) ? [readFileSync(`/proc/self/fd/${fd}`)] : [];
    } catch {
      return [];
    }
  });
  return { names: readdirSync(inside), bytes: Buffer.concat(open) };
}

withFfmpeg('a header that claims years plays what there is, and is not believed', async () => {
  expect(await ready(derive(claiming(await film(), 100_000_000)))).toMatchObject({ durationMs: 3_000 });
  const webm = claimingOfWebm(await film({ as: 'webm' }), 100_000_000);
  expect(await ready(derive(webm, { contentType: 'video/webm' }))).toMatchObject({ code: 'damaged', durationMs: 3_000 });
});

withFfmpeg('a frame that is to stand for years does not fill the rendering with itself', async () => {
  const gap = await film({ seconds: 2, rate: 1, size: '64x64', more: ['-vf', "setpts='if(eq(N,1),20000/TB,0)'", '-vsync', 'vfr'] });
  expect(await ready(derive(gap, { limits: { ...VIDEO_LIMITS, durationMs: 20_000 } }))).toMatchObject({ code: 'too_many_frames', durationMs: 20_000 });
});

withFfmpeg('frames that claim to be huge are measured as they decode', async () => {
  expect(await ready(derive(claimingHugeFrames(await film())))).toMatchObject({ width: 320, height: 180 });
});

withFfmpeg('frames that are huge are refused before they are decoded', async () => {
  const derived = await derive(withHugeFrame(await film({ as: 'webm' })), { contentType: 'video/webm' });
  expect(derived).toMatchObject({ state: 'unreadable', code: 'too_many_pixels' });
});

withFfmpeg('a video that is cut short plays as far as it goes, and says that it is not whole', async () => {
  const whole = await film({ isFast: true, seconds: 10, hasSound: true });
  const derived = await ready(derive(whole.subarray(0, Math.floor(whole.length * 0.6))));
  expect(derived.code).toBe('damaged');
  expect(derived.durationMs).toBeGreaterThan(3_000);
  expect(derived.durationMs).toBeLessThan(8_000);
  const webm = await film({ as: 'webm', seconds: 10 });
  expect(await ready(derive(webm.subarray(0, Math.floor(webm.length * 0.6)), { contentType: 'video/webm' }))).toMatchObject({ code: 'damaged' });
});

withFfmpeg('a video whose index is cut off, noise, and nothing at all are damaged', async () => {
  const whole = await film({ seconds: 10 });
  for (const bytes of [whole.subarray(0, Math.floor(whole.length * 0.6)), Buffer.from(whole.map((byte) => byte ^ 0x5a)), whole.subarray(0, 64), Buffer.alloc(0)]) {
    expect(await derive(bytes)).toMatchObject({ state: 'unreadable', code: 'damaged' });
  }
});

withFfmpeg('bits that have flipped among the frames leave the rest to be seen, and are told of', async () => {
  const flipped = Buffer.from(await film({ isFast: true, seconds: 5, more: ['-g', '10'] }));
  for (let at = 60_000; at < 60_400; at += 7) flipped[at] = flipped[at]! ^ 0xff;
  expect(await ready(derive(flipped))).toMatchObject({ code: 'damaged' });
});

withFfmpeg('what names another file gets nothing of it: a playlist, a list of files, a manifest', async () => {
  const lists = [`#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n${secret}\n#EXT-X-ENDLIST\n`, `ffconcat version 1.0\nfile '${secret}'\n`, `<?xml version="1.0"?><MPD><BaseURL>${secret}</BaseURL></MPD>`];
  for (const list of lists) {
    for (const contentType of ['video/mp4', 'video/webm', 'video/quicktime']) expect(await derive(Buffer.from(list), { contentType })).toMatchObject({ state: 'unreadable', code: 'damaged' });
  }
});

withFfmpeg('a track that is kept in another file is not fetched from there, though FFmpeg could', async () => {
  const made = elsewhere(await film({ as: 'mov', size: '64x64' }), secret);
  const path = join(folder, 'elsewhere.mov');
  await writeFile(path, made);
  const allowed = spawnSync('ffmpeg', ['-nostdin', '-v', 'error', '-enable_drefs', '1', '-use_absolute_path', '1', '-i', path, '-f', 'rawvideo', '-pix_fmt', 'gray', '-']);
  expect(allowed.stdout.length).toBeGreaterThan(64 * 64);
  expect(await derive(made, { contentType: 'video/quicktime' })).toMatchObject({ state: 'unreadable' });
});

withFfmpeg('a file is read as what it was taken for, and as nothing else', async () => {
  expect(await derive(await film({ as: 'webm' }), { contentType: 'video/mp4' })).toMatchObject({ state: 'unreadable', code: 'damaged' });
  const photo = Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), await film()]);
  expect((await derive(photo)).state).toBe('unreadable');
});

withFfmpeg('beyond the limits of length and of size what was made until then is shown, and is not called whole', async () => {
  const long = await film({ seconds: 60, size: '64x64' });
  expect(await ready(derive(long, { limits: { ...VIDEO_LIMITS, durationMs: 10_000 } }))).toMatchObject({ code: 'too_many_frames', durationMs: 10_000 });
  const busy = await film({ seconds: 60, size: '854x480' });
  const full = await ready(derive(busy, { limits: { ...VIDEO_LIMITS, playBytes: 200_000 } }));
  expect(full.code).toBe('too_many_frames');
  expect(full.durationMs).toBeLessThan(59_000);
  expect(full.bytes.play.length).toBeLessThan(600_000);
});

withFfmpeg('time and memory are limited', async () => {
  const busy = await film({ seconds: 10, size: '854x480' });
  expect(await derive(busy, { limits: { ...VIDEO_LIMITS, seconds: 0.02 } })).toMatchObject({ state: 'unreadable', code: 'too_slow' });
  const large = await film({ seconds: 5, size: '1920x1080' });
  expect((await derive(large, { limits: { ...VIDEO_LIMITS, memoryBytes: 48 * 1024 * 1024 } })).code).toBe('too_much_memory');
});

withFfmpeg('no plaintext lies on the disk meanwhile, and nothing afterwards: when it works, fails, and is given up', async () => {
  const marker = 'PLAINTEXT-MARKER';
  const whole = await film({ title: marker });
  async function* watched(end: () => void): AsyncGenerator<Buffer> {
    yield await Promise.resolve(whole);
    // All but the last block is on the disk before the stream ends.
    await vi.waitFor(() => expect(scratch().bytes.length).toBeGreaterThan(whole.length - 32), { timeout: 10_000 });
    const { names, bytes } = scratch();
    expect(names).toEqual([]);
    expect(bytes.includes(marker)).toBe(false);
    end();
  }
  const given = new AbortController();
  const open = (end: () => void) => () => Promise.resolve(Readable.from(watched(end)));
  await ready(deriveVideo(open(() => undefined), { contentType: 'video/mp4', signal }));
  await deriveVideo(open(() => undefined), { contentType: 'video/webm', signal });
  await expect(deriveVideo(open(() => given.abort(new Error('given up'))), { contentType: 'video/mp4', signal: given.signal })).rejects.toThrow();
  expect(scratch()).toEqual({ names: [], bytes: Buffer.alloc(0) });
});

withFfmpeg('a file of hundreds of megabytes goes through in pieces', async () => {
  const whole = await film();
  const free = Buffer.alloc(8);
  const pieces = 300;
  free.writeUInt32BE(8 + pieces * 1024 * 1024);
  free.write('free', 4);
  let most = 0;
  async function* large(): AsyncGenerator<Buffer> {
    yield await Promise.resolve(whole);
    yield free;
    for (let piece = 0; piece < pieces; piece += 1) {
      most = Math.max(most, process.memoryUsage().rss);
      yield Buffer.alloc(1024 * 1024, piece);
    }
  }
  const before = process.memoryUsage().rss;
  expect(await ready(deriveVideo(() => Promise.resolve(Readable.from(large())), { contentType: 'video/mp4', signal }))).toMatchObject({ code: null });
  expect(most - before).toBeLessThan(150 * 1024 * 1024);
});
