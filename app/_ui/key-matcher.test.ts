import { expect, test } from 'vitest';
import { KeyMatcher, SEQUENCE_WAIT_MS } from './key-matcher';
import type { Place, Press } from './key-matcher';
import type { Command } from './shortcut-registry';

const command = (keys: string, more: Partial<Command> = {}): Command => ({
  keys,
  label: keys,
  group: 'Test',
  run: () => undefined,
  inFields: false,
  inPalette: true,
  ...more,
});

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  atMs: 0,
  ...more,
});

const at = (place: Place, hasSingleKeys = true) => ({ place, isMac: false, hasSingleKeys });

const decide = command('e');
const report = command('shift+enter');
const peek = command('space');
const palette = command('mod+k', { inFields: true });
const goQueue = command('g q');
const all = [decide, report, peek, palette, goQueue];

test('nothing but an in-field command fires while someone types', () => {
  const matcher = new KeyMatcher();
  expect(matcher.match(press('e'), all, at('text'))).toBeUndefined();
  expect(matcher.match(press('Enter', { shiftKey: true }), all, at('text'))).toBeUndefined();
  expect(matcher.match(press('k', { ctrlKey: true }), all, at('text'))).toBe(palette);
});

test('a key that is held down or part of a composition fires nothing', () => {
  const matcher = new KeyMatcher();
  expect(matcher.match(press('e', { repeat: true }), all, at('page'))).toBeUndefined();
  expect(matcher.match(press('e', { isComposing: true }), all, at('page'))).toBeUndefined();
});

test('Space belongs to the button that has the focus, and to the page elsewhere', () => {
  const matcher = new KeyMatcher();
  expect(matcher.match(press(' '), all, at('button'))).toBeUndefined();
  expect(matcher.match(press(' '), all, at('choice'))).toBeUndefined();
  expect(matcher.match(press(' '), all, at('link'))).toBe(peek);
  expect(matcher.match(press('e'), all, at('choice'))).toBe(decide);
});

test('single keys and sequences can be switched off, combinations stay', () => {
  const matcher = new KeyMatcher();
  expect(matcher.match(press('e'), all, at('page', false))).toBeUndefined();
  expect(matcher.match(press('g'), all, at('page', false))).toBeUndefined();
  expect(matcher.match(press('Enter', { shiftKey: true }), all, at('page', false))).toBe(report);
});

test('a sequence needs both keys in time and in order', () => {
  const matcher = new KeyMatcher();
  expect(matcher.match(press('g'), all, at('page'))).toBe('wait');
  expect(matcher.match(press('q', { atMs: 200 }), all, at('page'))).toBe(goQueue);
  expect(matcher.match(press('q', { atMs: 300 }), all, at('page'))).toBeUndefined();
  matcher.match(press('g', { atMs: 1000 }), all, at('page'));
  expect(matcher.match(press('q', { atMs: 1001 + SEQUENCE_WAIT_MS }), all, at('page'))).toBeUndefined();
});

test('the command added last wins a key that two of them want', () => {
  const newer = command('e');
  expect(new KeyMatcher().match(press('e'), [...all, newer], at('page'))).toBe(newer);
});
