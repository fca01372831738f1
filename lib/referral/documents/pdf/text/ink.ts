/** The cuts of letters that the documents are set in. */
export type Face = 'regular' | 'bold' | 'mono';

export interface Style {
  readonly face: Face;
  /** Points. */
  readonly size: number;
  /** From one line to the next, in points. */
  readonly leading: number;
  readonly color: string;
  /** `natural`: text from right to left stands on the right. */
  readonly align?: 'left' | 'right' | 'natural';
}

/** What is not broken, with the spaces that follow it. */
export interface Word {
  readonly text: string;
  readonly standsFor: string | null;
  readonly width: number;
  /** Without the spaces at its end, which need no room at the end of a line. */
  readonly inkWidth: number;
}

/** What is drawn in one go. */
export interface Ink {
  /** In the order of reading; a run from right to left is turned by the font's own rules when it is drawn. */
  readonly text: string;
  /** From the line's left edge. */
  readonly x: number;
  readonly width: number;
  /** The character itself, where `text` stands in for it. */
  readonly standsFor: string | null;
}

export interface Line {
  readonly inks: readonly Ink[];
  /** Whether something in it runs from right to left, so that its inks are not in the order of reading. */
  readonly isTurned: boolean;
  readonly width: number;
  readonly style: Style;
}

/** What breaking lines asks of fonts. */
export interface Ruler {
  has(face: Face, codePoint: number): boolean;
  /** In points. */
  widthOf(text: string, style: Style): number;
}

/** A stand-in is set smaller than what is around it, in a box. */
export const standInStyle = (style: Style): Style => ({ ...style, face: 'regular', size: style.size * 0.78 });
export const STAND_IN_PADDING = 1.5;
