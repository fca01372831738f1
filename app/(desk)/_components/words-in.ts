/** What a refusal says that loaded in a hidden frame in place of a download; null where it cannot be read. */
export function wordsIn(frame: HTMLIFrameElement): string | null {
  try {
    const answer = JSON.parse(frame.contentDocument?.body.textContent ?? '') as { detail?: unknown };
    return typeof answer.detail === 'string' ? answer.detail : null;
  } catch {
    // The browser's own error page cannot be read.
    return null;
  }
}
