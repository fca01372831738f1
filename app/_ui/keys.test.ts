import { expect, test } from 'vitest';
import { ariaKeys, isCharacterShortcut, matchesStroke, parseKeys, printKeys, sayKeys } from './keys';
import type { Pressed } from './keys';

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

function matches(keys: string, pressed: Pressed, isMac = false): boolean {
  const [stroke] = parseKeys(keys);
  return stroke !== undefined && matchesStroke(stroke, pressed, isMac);
}

test('a plain key never answers to a press with Ctrl, Command or Alt', () => {
  expect(matches('e', press('e'))).toBe(true);
  for (const held of ['ctrlKey', 'metaKey', 'altKey'] as const) expect(matches('e', press('e', { [held]: true }))).toBe(false);
});

test('plain Enter is never taken for Shift+Enter, nor the other way round', () => {
  expect(matches('shift+enter', press('Enter'))).toBe(false);
  expect(matches('shift+enter', press('Enter', { shiftKey: true }))).toBe(true);
  expect(matches('enter', press('Enter', { shiftKey: true }))).toBe(false);
});

test('caps lock does not change a letter, and shift does', () => {
  expect(matches('j', press('J'))).toBe(true);
  expect(matches('j', press('J', { shiftKey: true }))).toBe(false);
  expect(matches('shift+r', press('R', { shiftKey: true }))).toBe(true);
});

test('a sign answers wherever the layout puts it', () => {
  expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
  expect(matches('?', press('?'))).toBe(true);
});

test('mod is Command on a Mac and Ctrl elsewhere, never both', () => {
  expect(matches('mod+k', press('k', { metaKey: true }), true)).toBe(true);
  expect(matches('mod+k', press('k', { ctrlKey: true }), true)).toBe(false);
  expect(matches('mod+k', press('k', { ctrlKey: true }), false)).toBe(true);
  expect(matches('mod+k', press('k', { ctrlKey: true, metaKey: true }), false)).toBe(false);
});

test('what can be switched off is exactly what consists of characters', () => {
  expect(['j', '?', '1', 'shift+r', 'g q'].map(isCharacterShortcut)).toEqual([true, true, true, true, true]);
  expect(['mod+k', 'shift+enter', 'escape', 'space'].map(isCharacterShortcut)).toEqual([false, false, false, false]);
});

test('a shortcut is printed, said and announced the same way everywhere', () => {
  expect(printKeys('shift+enter', false)).toEqual(['⇧⏎']);
  expect(printKeys('mod+k', true)).toEqual(['⌘K']);
  expect(printKeys('g q', false)).toEqual(['G', 'Q']);
  expect(sayKeys('g q', false)).toBe('G then Q');
  expect(ariaKeys('shift+enter')).toBe('Shift+Enter');
  expect(ariaKeys('g q')).toBeUndefined();
});
