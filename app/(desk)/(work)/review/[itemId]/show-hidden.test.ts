import { expect, test } from 'vitest';
import { showHidden } from './show-hidden';

test('direction overrides and zero-width characters are shown as marks, and line breaks stay', () => {
  expect(showHidden('a\u202Eb\u200Bc\nd')).toBe('a⟨U+202E⟩b⟨U+200B⟩c\nd');
});
