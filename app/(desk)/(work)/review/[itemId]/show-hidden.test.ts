import { expect, test } from 'vitest';
import { showHidden } from './show-hidden';

test('direction overrides and zero-width characters are shown as marks, and line breaks stay', () => {
  expect(showHidden('a\u202Eb\u200Bc\nd')).toBe('a⟨U+202E⟩b⟨U+200B⟩c\nd');
});

test('what is drawn as nothing is shown too: fillers, joiners and tags in which a second text can hide', () => {
  expect(showHidden('a\u3164b\u034fc\u{e0061}\u{e007f}')).toBe('a⟨U+3164⟩b⟨U+034F⟩c⟨U+E0061⟩⟨U+E007F⟩');
});
