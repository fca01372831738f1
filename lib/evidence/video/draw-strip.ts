import { type Drawn, drawFrom } from '../derive/child/draw-renderings';
import type { Cells } from './pick-cells';

const COLUMNS = 3;
/** Between two frames, in pixels, so that they are told apart. */
const GAP = 4;
const MIDDLE_GREY = 128;

/**
 * The frames on one sheet in rows of three, left to right and down, at most 968 pixels wide: as a peek shows it, and
 * blurred as pictures are, for the page and for lists.
 */
export function drawStrip({ width, height, frames }: Cells): Promise<Drawn> {
  const columns = Math.min(COLUMNS, frames.length);
  const rows = Math.ceil(frames.length / columns);
  const sheet = { width: columns * (width + GAP) - GAP, height: rows * (height + GAP) - GAP, channels: 1 as const };
  const data = Buffer.alloc(sheet.width * sheet.height, MIDDLE_GREY);
  frames.forEach((frame, at) => {
    const [left, top] = [(at % columns) * (width + GAP), Math.floor(at / columns) * (height + GAP)];
    for (let row = 0; row < height; row += 1) frame.copy(data, (top + row) * sheet.width + left, row * width, (row + 1) * width);
  });
  const raw = { data, info: sheet };
  return drawFrom(raw, raw);
}
