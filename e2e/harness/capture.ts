import type { Page, Response } from '@playwright/test';
import sharp from 'sharp';

/** What a browser received, in the order in which it did. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  /** null where the browser threw it away itself, and of the stream of announcements, which never ends. */
  readonly body: Buffer | null;
}

const LATE_MS = 15_000;

async function received(response: Response): Promise<Received> {
  const contentType = response.headers()['content-type'] ?? '';
  const isEndless = contentType.startsWith('text/event-stream');
  const { pathname, search } = new URL(response.url());
  // What a page does not read to its end, since it is left before, is told by nobody.
  const tooLate = new Promise<null>((resolve) => setTimeout(() => resolve(null), LATE_MS).unref());
  const body = isEndless ? null : await Promise.race([response.body().catch(() => null), tooLate]);
  return { method: response.request().method(), path: pathname + search, status: response.status(), contentType, body };
}

/** What the desk answers to its pages; the stream of announcements never ends, and carries topics and ids. */
const isData = ({ pathname }: URL) => pathname.startsWith('/api/') && pathname !== '/api/events';

/**
 * Keeps everything that all pages of this one's context receive from here on; call what it answers to have it. Data
 * are read on their way, since a browser forgets what a page has taken as a blob, or was left before it had read.
 */
export async function capture(page: Page): Promise<() => Promise<Received[]>> {
  const all: Promise<Received>[] = [];
  const context = page.context();
  await context.route(isData, async (route) => {
    const response = await route.fetch();
    const { pathname, search } = new URL(response.url());
    const body = await response.body();
    all.push(Promise.resolve({ method: route.request().method(), path: pathname + search, status: response.status(), contentType: response.headers()['content-type'] ?? '', body }));
    // A page that was left no longer wants it.
    await route.fulfill({ response, body }).catch(() => undefined);
  });
  // What a page made itself out of what it received has an address of its own.
  const isElsewhere = (url: string) => url.startsWith('http') && !isData(new URL(url));
  context.on('response', (response) => isElsewhere(response.url()) && all.push(received(response)));
  return () => Promise.all(all);
}

const MAGIC = [/^\xff\xd8\xff/, /^\x89PNG/, /^GIF8/, /^RIFF....WEBP/s, /^....ftyp/s, /^\x1a\x45\xdf\xa3/];

/** A picture or a video, by what is said of it or by how it begins. */
export function isMedia({ contentType, body }: Received): boolean {
  if (contentType.startsWith('image/svg')) return false;
  return /^(image|video)\//.test(contentType) || MAGIC.some((begin) => begin.test(body?.subarray(0, 12).toString('latin1') ?? ''));
}

/** Stated for pictures brought to one width: drawings and photographs with any detail are above 0.8, blurred ones below 0.3. */
const SHARP = 0.4;

/** One channel, and nothing left of the edges. */
export async function isBlurred(picture: Buffer): Promise<boolean> {
  const { channels } = await sharp(picture).metadata();
  const { sharpness } = await sharp(await sharp(picture).resize({ width: 480 }).png().toBuffer()).stats();
  return channels === 1 && sharpness < SHARP;
}

/** Whether any of the file's bytes stand in the body, as they are or as text. */
export function holds(body: Buffer, original: Buffer): boolean {
  const places = [0.1, 0.5, 0.9].map((part) => Math.floor(original.length * part));
  return places.some((place) => {
    const slice = original.subarray(place, place + 48);
    // Three letters of base64 stand for three bytes: where the text begins, it is cut in one of three ways.
    const texts = [0, 1, 2].map((shift) => slice.subarray(shift, shift + 45).toString('base64'));
    return body.includes(slice) || texts.some((text) => body.includes(text)) || body.includes(slice.toString('hex'));
  });
}
