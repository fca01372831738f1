export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of the rendering to play, in frames a second: movement is seen, and less of it. */
export const FRAME_RATE = 12;

const PLAY_BOX: Size = { width: 854, height: 480 };
/** A smaller video is enlarged to this along its longer side, so that the watermark stays legible on it. */
const SMALL_EDGE = 480;
/** One frame of the strip. */
const CELL_BOX: Size = { width: 320, height: 240 };

/** The encoder takes even sizes only. */
const even = (length: number) => Math.max(2, Math.round(length / 2) * 2);

function within({ width, height }: Size, box: Size, smallest: number): Size {
  const fit = Math.min(box.width / width, box.height / height);
  const scale = Math.min(fit, Math.max(1, smallest / Math.max(width, height)));
  return { width: Math.min(box.width, even(width * scale)), height: Math.min(box.height, even(height * scale)) };
}

/** At most 854 × 480 pixels, its shape kept. */
export const playSize = (picture: Size): Size => within(picture, PLAY_BOX, SMALL_EDGE);

/** At most 320 × 240 pixels, its shape kept. */
export const cellSize = (picture: Size): Size => within(playSize(picture), CELL_BOX, 0);
