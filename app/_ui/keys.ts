/**
 * The small language in which shortcuts are written: parts joined by `+` (`mod`, `shift`, `alt`, then one key),
 * steps separated by a space (`g q`). Keys are named as KeyboardEvent.key names them, in lower case;
 * `space` stands for the space bar and `mod` for ⌘ on a Mac and Ctrl elsewhere.
 */
export interface Stroke {
  key: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

/** What of a KeyboardEvent decides a match. */
export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** The strokes of a shortcut, first to last. */
export function parseKeys(keys: string): Stroke[] {
  return keys
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .map((step) => {
      const parts = step.split('+');
      const last = parts.at(-1) ?? '';
      return {
        key: last === 'space' ? ' ' : last,
        mod: parts.includes('mod'),
        shift: parts.includes('shift'),
        alt: parts.includes('alt'),
      };
    });
}

const isLetterOrName = (key: string) => key.length > 1 || key === ' ' || key.toLowerCase() !== key.toUpperCase();

/** Whether a key press is this stroke. Shift is not compared for signs such as `?`, which layouts place differently. */
export function matchesStroke(stroke: Stroke, pressed: Pressed, isMac: boolean): boolean {
  if (pressed.key.toLowerCase() !== stroke.key) return false;
  const mod = isMac ? pressed.metaKey : pressed.ctrlKey;
  const other = isMac ? pressed.ctrlKey : pressed.metaKey;
  if (other || mod !== stroke.mod || pressed.altKey !== stroke.alt) return false;
  return !isLetterOrName(stroke.key) || pressed.shiftKey === stroke.shift;
}

/** Whether the shortcut consists of character keys alone, which people must be able to switch off (WCAG 2.1.4). */
export function isCharacterShortcut(keys: string): boolean {
  return parseKeys(keys).every((stroke) => !stroke.mod && !stroke.alt && stroke.key.length === 1 && stroke.key !== ' ');
}

const SIGNS: Record<string, readonly [sign: string, word: string]> = {
  shift: ['⇧', 'Shift'],
  enter: ['⏎', 'Enter'],
  escape: ['Esc', 'Escape'],
  ' ': ['Space', 'Space'],
  arrowup: ['↑', 'Up'],
  arrowdown: ['↓', 'Down'],
};

function partsOf(stroke: Stroke, isMac: boolean): { sign: string; word: string }[] {
  const [sign, word] = SIGNS[stroke.key] ?? [stroke.key.toUpperCase(), stroke.key.toUpperCase()];
  return [
    ...(stroke.mod ? [isMac ? { sign: '⌘', word: 'Command' } : { sign: 'Ctrl ', word: 'Control' }] : []),
    ...(stroke.alt ? [isMac ? { sign: '⌥', word: 'Option' } : { sign: 'Alt ', word: 'Alt' }] : []),
    ...(stroke.shift ? [{ sign: '⇧', word: 'Shift' }] : []),
    { sign, word },
  ];
}

/** One string a stroke, as printed on a key cap: `⇧⏎`, `Ctrl K`, or `G` and `Q`. */
export function printKeys(keys: string, isMac: boolean): string[] {
  return parseKeys(keys).map((stroke) => partsOf(stroke, isMac).map((part) => part.sign).join(''));
}

/** The shortcut in words, for people who hear it: `Shift Enter`, `G then Q`. */
export function sayKeys(keys: string, isMac: boolean): string {
  return parseKeys(keys)
    .map((stroke) => partsOf(stroke, isMac).map((part) => part.word).join(' '))
    .join(' then ');
}

/** The value of aria-keyshortcuts; nothing for a sequence, which that attribute cannot say. */
export function ariaKeys(keys: string | undefined): string | undefined {
  if (!keys || keys.trim().includes(' ')) return undefined;
  const [stroke] = parseKeys(keys);
  if (!stroke) return undefined;
  const key = stroke.key === ' ' ? 'Space' : (SIGNS[stroke.key]?.[1] ?? stroke.key.toUpperCase());
  return [stroke.mod && 'Control', stroke.alt && 'Alt', stroke.shift && 'Shift', key].filter(Boolean).join('+');
}
