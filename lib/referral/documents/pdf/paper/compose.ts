import type { Ruler } from '../text/ink';
import type { Canvas } from './canvas';
import { MARGIN, type PageSize } from './look';
import { type MeasuredRow, measureRow, splitRow } from './measure-row';
import type { Row } from './row';

export interface Layout {
  readonly pages: number;
  /** Page, from 1, of each mark. */
  readonly places: ReadonlyMap<string, number>;
}

export interface Paper {
  readonly canvas: Canvas;
  readonly ruler: Ruler;
  readonly size: PageSize;
  /** What stands above and below on every page. */
  readonly furnish: (canvas: Canvas, page: number) => void;
}

/** A row of at most this part of a page is not broken. */
const WHOLE = 1 / 3;
const BAR = 2.5;

/**
 * Lays rows out on pages, one after the other; it stops after each, so that what was drawn can go out before the next.
 * The same rows give the same pages on whatever canvas.
 */
export function* compose(rows: Iterable<Row>, { canvas, ruler, size, furnish }: Paper): Generator<undefined, Layout> {
  const bottom = size.height - MARGIN.bottom;
  const places = new Map<string, number>();
  const heads = new Map<Row, MeasuredRow>();
  let [page, y, isBlank]: [number, number, boolean] = [0, 0, false];
  let head: Row | undefined;
  let kept: MeasuredRow[] = [];

  const openPage = () => {
    canvas.openPage(++page);
    furnish(canvas, page);
    [y, isBlank, head] = [MARGIN.top, true, undefined];
  };
  const headOf = (row: Row): MeasuredRow | null => {
    if (!row.head) return null;
    const measured = heads.get(row.head) ?? measureRow(row.head, ruler);
    heads.clear();
    heads.set(row.head, measured);
    return measured;
  };
  const gapOf = ({ row }: MeasuredRow, isTop = isBlank): number => (isTop ? 0 : (row.before ?? 0));
  const paint = (measured: MeasuredRow) => {
    const { row, cells, height } = measured;
    y += gapOf(measured);
    if (row.fill) canvas.box(MARGIN.side, y, size.width - 2 * MARGIN.side, height, row.fill);
    if (row.bar) canvas.box(MARGIN.side, y, BAR, height, row.bar);
    if (row.rule) canvas.box(MARGIN.side, y + height - 0.25, size.width - 2 * MARGIN.side, 0.5, row.rule);
    if (row.mark) {
      places.set(row.mark.id, page);
      canvas.mark(row.mark, y);
    }
    if (row.goTo) canvas.link(row.goTo, MARGIN.side, y, size.width - 2 * MARGIN.side, height);
    for (const { x, lines } of cells) for (const { line, baseline } of lines) canvas.line(line, MARGIN.side + x, y + (row.padding ?? 0) + baseline);
    y += height;
    isBlank = false;
  };
  const paintHead = (row: Row) => {
    const measured = row.head === head ? null : headOf(row);
    head = row.head;
    if (measured) paint(measured);
  };
  /** What has to be on one page with the beginning of a row: the headings before it, the table's head, and enough of itself. */
  const needed = (measured: MeasuredRow): number => {
    const above = [...kept, ...(measured.row.head && measured.row.head !== head ? [headOf(measured.row)].flatMap((each) => each ?? []) : [])];
    const room = (bottom - MARGIN.top) * WHOLE;
    const first = measured.height <= room ? measured.height : (splitRow(measured, room)?.[0].height ?? measured.height);
    return [...above, { ...measured, height: first }].reduce((sum, each, index) => sum + each.height + gapOf(each, isBlank && index === 0), 0);
  };
  const place = (measured: MeasuredRow) => {
    if (!isBlank && y + needed(measured) > bottom) openPage();
    for (const each of kept) paint(each);
    kept = [];
    let rest = measured;
    for (;;) {
      paintHead(rest.row);
      const room = bottom - y - gapOf(rest);
      const split = rest.height > room ? splitRow(rest, room) : null;
      if (rest.height <= room || (!split && isBlank)) break;
      if (split) paint(split[0]);
      openPage();
      if (split) rest = { ...split[1], row: withoutMark(rest.row) };
    }
    paint(rest);
  };

  for (const row of rows) {
    if (row.isFirst || page === 0) openPage();
    const measured = measureRow(row, ruler);
    if (row.isKept) kept.push(measured);
    else place(measured);
    yield;
  }
  for (const each of kept) paint(each);
  return { pages: page, places };
}

/** What goes on over the page is not another place. */
function withoutMark({ mark: _mark, goTo: _goTo, before: _before, ...row }: Row): Row {
  return row;
}
