import { COLOR, STYLE } from '../paper/look';
import type { Cell, Mark, Row, Text } from '../paper/row';
import type { Style } from '../text/ink';

const WHOLE = { x: 0 } as const;
const LABEL_WIDTH = 112;

/** The head of a chapter, which may begin a page. */
export const chapter = (mark: Mark, width: number, isFirst = false): Row => ({
  cells: [{ ...WHOLE, width, texts: [{ text: mark.title, style: STYLE.chapter }] }],
  padding: 4, before: 26, isFirst, isKept: true, mark,
});

export const section = (title: string, width: number): Row => ({ cells: [{ ...WHOLE, width, texts: [{ text: title, style: STYLE.section }] }], before: 14, padding: 2, isKept: true });

/** What several parts of a chapter stand under. */
export const part = (mark: Mark, width: number): Row => ({ cells: [{ ...WHOLE, width, texts: [{ text: mark.title, style: STYLE.part }] }], before: 24, padding: 3, isKept: true, mark });

export const paragraph = (text: string, width: number, style: Style = STYLE.body): Row => ({ cells: [{ ...WHOLE, width, texts: [{ text, style }] }], before: 6 });

const BULLET_WIDTH = 12;
export const bullet = (text: string, width: number): Row => ({
  cells: [{ x: 0, width: BULLET_WIDTH, texts: [{ text: '•', style: STYLE.body }] }, { x: BULLET_WIDTH, width: width - BULLET_WIDTH, texts: [{ text, style: STYLE.body }] }],
  before: 3,
});

/** Something that must not be overlooked. */
export const notice = (title: string, text: string, width: number): Row => ({
  cells: [{ x: 12, width: width - 24, texts: [{ text: title, style: { ...STYLE.strong, color: COLOR.test } }, { text, style: STYLE.body, gap: 2 }] }],
  before: 10, padding: 9, fill: COLOR.flagTint, bar: COLOR.test,
});

/** What is typed into a terminal. */
export const command = (text: string, width: number): Row => ({ cells: [{ x: 10, width: width - 20, texts: [{ text, style: STYLE.command }] }], before: 4, padding: 5, fill: COLOR.tint });

export type Value = string | readonly Text[] | null;
const textsOf = (value: string | readonly Text[]): readonly Text[] => (typeof value === 'string' ? [{ text: value, style: STYLE.cell }] : value);

/** Labels with what they say, one below the other; what says nothing is left out. */
export function* pairs(entries: readonly (readonly [string, Value])[], width: number): Generator<Row> {
  for (const [label, value] of entries) {
    if (value === null || value.length === 0) continue;
    yield {
      cells: [{ x: 0, width: LABEL_WIDTH - 10, texts: [{ text: label, style: STYLE.label }] }, { x: LABEL_WIDTH, width: width - LABEL_WIDTH, texts: textsOf(value) }],
      padding: 3.2, rule: COLOR.rule,
    };
  }
}

export interface Column {
  readonly title: string;
  /** Points; the one column that has none takes what is left. */
  readonly width?: number;
  readonly isRight?: boolean;
}

export interface TableRow extends Pick<Row, 'bar' | 'fill' | 'goTo' | 'mark'> {
  readonly cells: readonly (string | readonly Text[])[];
}

const GUTTER = 9;
const right = (text: Text): Text => ({ ...text, style: { ...text.style, align: 'right' } });

/** A table whose head stands above it on every page; rows come when their turn does. */
export function* table(columns: readonly Column[], rows: Iterable<TableRow>, width: number): Generator<Row> {
  const free = width - columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  let x = 0;
  const places = columns.map((column) => ({ ...column, x: (x += column.width ?? free) - (column.width ?? free), width: (column.width ?? free) - GUTTER }));
  const cellsOf = (texts: readonly (readonly Text[])[]): Cell[] => places.map(({ x, width, isRight }, at) => ({ x: x + GUTTER / 2, width, texts: isRight ? (texts[at] ?? []).map(right) : (texts[at] ?? []) }));
  const head: Row = { cells: cellsOf(places.map(({ title }) => [{ text: title, style: STYLE.label }])), padding: 3, before: 6, rule: COLOR.accent };
  for (const { cells, ...row } of rows) yield { ...row, cells: cellsOf(cells.map(textsOf)), padding: 4.2, rule: COLOR.rule, head };
}

/** Small print below something. */
export const quiet = (text: string, gap = 0): Text => ({ text, style: STYLE.quiet, gap });
export const strong = (text: string): Text => ({ text, style: STYLE.cellStrong });
export const plain = (text: string, gap = 0): Text => ({ text, style: STYLE.cell, gap });
