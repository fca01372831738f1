/**
 * Characters that change how text is read without being seen: bidirectional controls, zero-width ones, fillers that are
 * drawn as nothing, tags in which a second text can hide, other controls.
 */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** The text with hidden characters shown as marks such as ⟨U+202E⟩, so that nobody is deceived by them. */
export function showHidden(text: string): string {
  return text.replace(HIDDEN, (sign) => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
