import { describe, expect, test } from 'vitest';
import { type ViewedBy, type ViewedFile, viewedBy } from './viewed-rules';

const NOW = Date.UTC(2026, 10, 23, 9);
const picture: ViewedFile = { contentType: 'image/jpeg', state: 'ready', unreadableCode: null, frames: 1, durationMs: null };
const animation: ViewedFile = { ...picture, contentType: 'image/gif', frames: 24, durationMs: 4_000 };
const video: ViewedFile = { ...picture, contentType: 'video/mp4', frames: null, durationMs: 20_000 };

const look = (change: Partial<ViewedBy> = {}): ViewedBy => ({ personId: 'a', kind: 'reveal', openedAt: new Date(NOW), heardAt: null, endedAt: new Date(NOW + 30_000), played: [], ...change });
const peek = look({ kind: 'peek', endedAt: new Date(NOW + 3_000) });
const granted = look({ openedAt: null, endedAt: null });
const openFor = (ms: number) => look({ endedAt: new Date(NOW + ms) });
const played = (personId: string, ...ranges: [number, number][]) => look({ personId, played: ranges });

describe('a file is', () => {
  test.each<[string, ViewedFile, ViewedBy[], string]>([
    ['without a look', picture, [], 'not_viewed'],
    ['when a look was granted and never opened', picture, [granted], 'not_viewed'],
    ['when it cannot be shown', { ...picture, state: 'unreadable', unreadableCode: 'damaged' }, [], 'not_viewed'],
    ['when its renderings are still to be made', { ...picture, state: 'received', frames: null }, [], 'not_viewed'],
    ['when a picture was peeked at, however often', picture, [peek, peek], 'in_part'],
    ['when a picture was revealed', picture, [peek, look()], 'entirely'],
    ['when a picture was revealed and its end never told', picture, [look({ endedAt: null })], 'entirely'],
    ['when it was seen before its key was destroyed', { ...picture, state: 'destroyed' }, [look()], 'entirely'],
    ['when part of a picture cannot be decoded', { ...picture, unreadableCode: 'damaged' }, [look()], 'in_part'],
    ['when nobody knows whether a picture moves', { ...picture, frames: null }, [look()], 'in_part'],
    ['when an animation ran through once', animation, [openFor(4_000)], 'entirely'],
    ['when an animation was closed before it ran through', animation, [openFor(3_900), openFor(2_000)], 'in_part'],
    ['when nobody knows how long an animation runs', { ...animation, durationMs: null }, [openFor(60_000)], 'in_part'],
    ['when an animation runs longer than a look lasts', { ...animation, durationMs: 90_000 }, [openFor(90_000)], 'in_part'],
    ['when the key frames of a video were seen', video, [peek], 'in_part'],
    ['when a video was opened and not played', video, [look()], 'in_part'],
    ['when 40 % of a video was played', video, [played('a', [0, 8_000])], 'in_part'],
    ['when a video was played to its end', video, [played('a', [0, 20_000])], 'entirely'],
    ['when a video was played to just before its end', video, [played('a', [0, 19_650])], 'entirely'],
    ['when more than 2 % of a video is missing', video, [played('a', [0, 9_000], [9_401, 20_000])], 'in_part'],
    ['when more than half a second of a long video is missing', { ...video, durationMs: 600_000 }, [played('a', [0, 599_400])], 'in_part'],
    ['when half of a very short video is missing', { ...video, durationMs: 300 }, [played('a', [0, 150])], 'in_part'],
    ['when one person played a video in two looks', video, [played('a', [0, 12_000]), played('a', [10_000, 20_000])], 'entirely'],
    ['when two people played half of a video each', video, [played('a', [0, 12_000]), played('b', [10_000, 20_000])], 'in_part'],
    ['when nobody knows how long a video is', { ...video, durationMs: null }, [played('a', [0, 20_000])], 'in_part'],
    ['when a video is damaged', { ...video, unreadableCode: 'damaged' }, [played('a', [0, 20_000])], 'in_part'],
  ])('%s', (_, file, views, expected) => {
    expect(viewedBy(file, views)).toBe(expected);
  });
});
