import type { Style } from '../text/ink';

/** A paragraph in a cell. */
export interface Text {
  readonly text: string;
  readonly style: Style;
  /** Points above it, unless it is the first. */
  readonly gap?: number;
}

export interface Cell {
  /** From the left margin, in points. */
  readonly x: number;
  readonly width: number;
  readonly texts: readonly Text[];
}

/** A place that the table of contents and the bookmarks name. */
export interface Mark {
  readonly id: string;
  readonly title: string;
  /** 0 a chapter, 1 what belongs to the chapter before it. */
  readonly depth: 0 | 1;
}

/**
 * Everything on a page is a row of cells: a paragraph is a row of one. A row that is higher than what is left of a page
 * goes on the next, and one that is too high for that is broken between lines.
 */
export interface Row {
  readonly cells: readonly Cell[];
  /** Points above, unless the row is the first on its page; within the row above and below its text. */
  readonly before?: number;
  readonly padding?: number;
  readonly fill?: string;
  /** A thick line along its left edge. */
  readonly bar?: string;
  /** A thin line below. */
  readonly rule?: string;
  /** Is not the last on its page. */
  readonly isKept?: boolean;
  /** Begins a page. */
  readonly isFirst?: boolean;
  /** The head of the table that it is of: drawn above its first row, and again on every page that the table goes on. */
  readonly head?: Row;
  readonly mark?: Mark;
  /** The mark that a click leads to. */
  readonly goTo?: string;
}
