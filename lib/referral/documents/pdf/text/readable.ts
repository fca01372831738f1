import { toWellFormed } from '@/lib/kernel';

/** A piece of a text: drawn as it is, or a character that cannot be drawn, shown by its code point. */
export interface Piece {
  readonly text: string;
  /** The character itself, where `text` stands in for it. */
  readonly standsFor: string | null;
}

/** Choose between two shapes of the character before them, and nothing else. */
const VARIATION = /^[\ufe00-\ufe0f]$/;
/** Has no ink, and may change how the rest is read: direction marks, joiners, soft hyphens, controls. Shown, never obeyed. */
const WITHOUT_INK = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zl}\p{Zp}]$/u;
const SPACE = /^[\p{Zs}\t]$/u;

const standIn = (character: string): string => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/**
 * A line of text as pieces that can be drawn with a font. Half a character is U+FFFD, as everywhere; a combining mark
 * that begins a text has a space to stand on. Every kind of space is drawn as a plain one.
 */
export function piecesOf(text: string, has: (codePoint: number) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  const flush = () => {
    if (plain) pieces.push({ text: plain, standsFor: null });
    plain = '';
  };
  for (const character of toWellFormed(text)) {
    if (VARIATION.test(character)) continue;
    if (SPACE.test(character)) plain += ' ';
    else if (!WITHOUT_INK.test(character) && has(character.codePointAt(0) ?? 0)) plain += character;
    else {
      flush();
      pieces.push({ text: standIn(character), standsFor: character });
    }
  }
  flush();
  return pieces;
}
