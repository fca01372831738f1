import { describe, expect, test } from 'vitest';
import { reasonFor } from './reason';
import { APPROVAL_DEFAULTS } from './schema';

const verified = { kind: 'hash_match', exact: true, list: 'confirmed', mediaId: null as string | null };
const item = (more: { outcome?: string; dangerNow?: string[]; files?: string[]; signals?: (typeof verified)[] } = {}) => ({
  decision: { outcome: more.outcome ?? 'apparent_csam', dangerNow: more.dangerNow ?? [] },
  files: (more.files ?? ['one']).map((mediaId) => ({ mediaId })),
  signals: more.signals ?? [],
});
const byDefault = (harm: string) => APPROVAL_DEFAULTS[harm];
const both = () => ({ forKnown: true, forNovel: true });
const neither = () => ({ forKnown: false, forNovel: false });

describe('by the rules that come with the desk', () => {
  test.each([
    ['new material', [item()], true],
    ['text alone', [item({ files: [] })], true],
    ['an exact match on a verified list', [item({ signals: [verified] })], false],
    ['each of two files matched', [item({ files: ['one', 'two'], signals: [{ ...verified, mediaId: 'one' }, { ...verified, mediaId: 'two' }] })], false],
    ['one of two files matched', [item({ files: ['one', 'two'], signals: [{ ...verified, mediaId: 'one' }] })], true],
    ['a match that names none of two files', [item({ files: ['one', 'two'], signals: [verified] })], true],
    ['a near match', [item({ signals: [{ ...verified, exact: false }] })], true],
    ['an exact match on a list that nobody went through', [item({ signals: [{ ...verified, list: 'suspected' }] })], true],
    ['a known item beside a new one', [item({ signals: [verified] }), item()], true],
    ['enticement', [item({ outcome: 'enticement', files: [] })], false],
    ['new material with danger now', [item({ dangerNow: ['live_abuse'] })], false],
    ['new material beside an item with danger now', [item(), item({ dangerNow: ['self_harm'] })], false],
  ])('%s: a second person has to agree: %s', (_, items, isAsked) => {
    expect(reasonFor({ items }, byDefault) !== null).toBe(isAsked);
  });
});

test('danger now waits for nobody, whatever the rules say', () => {
  expect(reasonFor({ items: [item({ dangerNow: ['live_abuse'] })] }, both)).toBeNull();
});

test('rules can ask for known material, too, or for nothing, and the reason says which it was', () => {
  expect(reasonFor({ items: [item({ signals: [verified] })] }, both)).toMatch(/this harm/);
  expect(reasonFor({ items: [item()] }, both)).toMatch(/new material/);
  expect(reasonFor({ items: [item()] }, neither)).toBeNull();
  expect(reasonFor({ items: [item()] }, () => undefined)).toBeNull();
});
