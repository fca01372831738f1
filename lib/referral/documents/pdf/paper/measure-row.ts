import { breakLines } from '../text/break-lines';
import type { Line, Ruler, Style } from '../text/ink';
import type { Row } from './row';

export interface MeasuredCell {
  readonly x: number;
  /** With how far below the row's first line each stands, in points from the row's top to its baseline. */
  readonly lines: readonly { readonly line: Line; readonly baseline: number; readonly bottom: number }[];
}

export interface MeasuredRow {
  readonly row: Row;
  readonly cells: readonly MeasuredCell[];
  /** With its padding, without the space above it. */
  readonly height: number;
}

/** Where letters stand in a line: so that what is above and below them looks even. */
const riseOf = ({ size, leading }: Style): number => (leading - size) / 2 + size * 0.83;

/** A row's texts as lines; what stands first in its cells stands on one line, whatever its size. */
export function measureRow(row: Row, ruler: Ruler): MeasuredRow {
  const rise = Math.max(0, ...row.cells.flatMap(({ texts: [first] }) => (first ? [riseOf(first.style)] : [])));
  const cells = row.cells.map(({ x, width, texts }) => {
    let y = texts[0] ? rise - riseOf(texts[0].style) : 0;
    const lines = texts.flatMap(({ text, style, gap = 0 }, index) => {
      if (index > 0) y += gap;
      return breakLines(text, width, style, ruler).map((line) => {
        const top = y;
        y += style.leading;
        return { line, baseline: top + riseOf(style), bottom: y };
      });
    });
    return { x, lines };
  });
  const text = Math.max(0, ...cells.map(({ lines }) => lines.at(-1)?.bottom ?? 0));
  return { row, cells, height: text + 2 * (row.padding ?? 0) };
}

/** Lines that stay together at either side of a page's end. */
const TOGETHER = 2;

/** What of a row fits into this height, and what is left of it; null where too little would fit to begin. */
export function splitRow(measured: MeasuredRow, height: number): [MeasuredRow, MeasuredRow] | null {
  const room = height - (measured.row.padding ?? 0) * 2;
  const counts = measured.cells.map(({ lines }) => {
    const fits = lines.filter(({ bottom }) => bottom <= room).length;
    return fits < lines.length ? Math.max(0, Math.min(fits, lines.length - TOGETHER)) : fits;
  });
  if (measured.cells.some(({ lines }, index) => (counts[index] ?? 0) < Math.min(TOGETHER, lines.length))) return null;
  const part = (lines: MeasuredCell['lines'][]): MeasuredRow => {
    const moved = lines.map((each) => {
      const top = each[0] ? each[0].bottom - each[0].line.style.leading : 0;
      return each.map((line) => ({ ...line, baseline: line.baseline - top, bottom: line.bottom - top }));
    });
    return {
      row: measured.row,
      cells: measured.cells.map(({ x }, index) => ({ x, lines: moved[index] ?? [] })),
      height: Math.max(0, ...moved.map((each) => each.at(-1)?.bottom ?? 0)) + 2 * (measured.row.padding ?? 0),
    };
  };
  return [part(measured.cells.map(({ lines }, index) => lines.slice(0, counts[index]))), part(measured.cells.map(({ lines }, index) => lines.slice(counts[index])))];
}
