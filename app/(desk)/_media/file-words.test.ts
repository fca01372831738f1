import { expect, test } from 'vitest';
import type { ReviewFile } from '@/lib/review/schema';
import { clockWords, factsOf, nameOf, sizeWords } from './file-words';

const file: ReviewFile = {
  id: 'f', state: 'ready', unreadableCode: null, contentType: 'image/jpeg', claimedType: null, byteSize: 1_234_567, width: 640, height: 480,
  frames: 1, durationMs: null, streams: [], viewed: 'not_viewed', isVerified: false, copies: 0,
};
const said = (change: Partial<ReviewFile>) => Object.fromEntries(factsOf({ ...file, ...change }).map(({ label, value }) => [label, value]));

test('a picture says what it is, how large, and how much of it was seen', () => {
  expect(said({})).toEqual({ Type: 'JPEG', Size: '1.2 MB', Pixels: '640 × 480', Viewed: 'not viewed' });
});

test('a video says how long it is and what is in it', () => {
  const streams = [{ kind: 'video', codec: 'h264', width: 1280, height: 720, frameRate: 29.97 }, { kind: 'audio', codec: 'aac', channels: 2 }, { kind: 'other', codec: 'tmcd' }];
  expect(said({ contentType: 'video/mp4', frames: null, durationMs: 21_400, streams, viewed: 'in_part' })).toMatchObject({
    Type: 'MP4 video', Length: '0:21', Streams: 'H264 1280 × 720, 30 a second; AAC, 2 channels; Other: TMCD', Viewed: 'viewed in part',
  });
});

test('a file that nobody can read says what its sender called it, and leaves out what is not known', () => {
  expect(said({ contentType: 'application/octet-stream', claimedType: 'image/jpeg', width: null, height: null, frames: null, state: 'unreadable' })).toEqual({
    Type: 'Not known, sent as image/jpeg', Size: '1.2 MB', Viewed: 'not viewed',
  });
});

test.each([[0, '0 bytes'], [999, '999 bytes'], [1000, '1.0 kB'], [9_960, '10.0 kB'], [52_428, '52.4 kB'], [999_600, '1.0 MB'], [2_147_483_647, '2.1 GB']])('%i bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});

test.each([[400, '0:00'], [61_000, '1:01'], [3_723_000, '1:02:03']])('%i milliseconds are %s', (ms, words) => {
  expect(clockWords(ms)).toBe(words);
});

test('files are called by what they are and where they stand', () => {
  expect(nameOf({ contentType: 'video/mp4' }, 1, 3)).toBe('video 2 of 3');
  expect(nameOf({ contentType: 'application/octet-stream' }, 0, 1)).toBe('file 1 of 1');
});
