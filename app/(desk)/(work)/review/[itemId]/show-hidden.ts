/** Characters that change how text is read without being seen: bidirectional controls, zero-width ones, other controls. */
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** The text with hidden characters shown as marks such as ⟨U+202E⟩, so that nobody is deceived by them. */
export function showHidden(text: string): string {
  return text.replace(HIDDEN, (sign) => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
