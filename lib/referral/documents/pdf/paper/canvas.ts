import type { Line } from '../text/ink';
import type { Mark } from './row';

/** What a page is drawn on. Coordinates are points from the upper left corner of the page. */
export interface Canvas {
  /** Ends the page before, which goes out at once. */
  openPage(number: number): void;
  /** `baseline` is where the letters stand. */
  line(line: Line, x: number, baseline: number): void;
  box(x: number, y: number, width: number, height: number, color: string): void;
  mark(mark: Mark, y: number): void;
  link(id: string, x: number, y: number, width: number, height: number): void;
}

/** For finding out what stands on which page, without drawing any. */
export const NO_CANVAS: Canvas = { openPage: () => undefined, line: () => undefined, box: () => undefined, mark: () => undefined, link: () => undefined };
