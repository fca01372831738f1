import sharp from 'sharp';
import { type Size, type Viewer, drawTile } from '../watermark';

/** The viewer's mark all over a transparent picture of this size: red, green, blue and opacity, a byte each. */
export async function drawMark(viewer: Viewer, size: Size): Promise<Buffer> {
  const { svg, width, height } = drawTile(viewer, size);
  const tile = await sharp(svg).extract({ left: 0, top: 0, width: Math.min(width, size.width), height: Math.min(height, size.height) }).png().toBuffer();
  const nothing = { create: { ...size, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } } };
  return sharp(nothing).composite([{ input: tile, tile: true }]).raw().toBuffer();
}
