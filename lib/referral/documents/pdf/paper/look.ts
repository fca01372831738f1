import type { Style } from '../text/ink';

/** Colours by what they are for. Dark on white or nearly so: it is printed, copied and faxed. */
export const COLOR = { ink: '#1c2126', quiet: '#59626c', accent: '#1d4757', rule: '#c5ccd3', tint: '#f3f5f7', flag: '#9a4a08', flagTint: '#fdf5ea', test: '#8a3b12' } as const;

const style = (face: Style['face'], size: number, leading: number, color: string = COLOR.ink): Style => ({ face, size, leading, color });

export const STYLE = {
  body: style('regular', 9.5, 13.6),
  strong: style('bold', 9.5, 13.6),
  /** What a person of the platform wrote: text from right to left stands on the right. */
  spoken: { ...style('regular', 9.5, 13.6), align: 'natural' },
  cell: style('regular', 8.4, 11.6),
  cellStrong: style('bold', 8.4, 11.6),
  quiet: style('regular', 7.6, 10.4, COLOR.quiet),
  label: style('bold', 7.4, 11.6, COLOR.quiet),
  flag: style('bold', 7.6, 10.4, COLOR.flag),
  hash: style('mono', 7, 10.2),
  command: style('mono', 8, 11.6),
  title: style('bold', 26, 33, COLOR.accent),
  chapter: style('bold', 17, 23, COLOR.accent),
  part: style('bold', 13.5, 18, COLOR.accent),
  section: style('bold', 11.5, 16, COLOR.ink),
  running: style('regular', 7.4, 10, COLOR.quiet),
  runningTest: style('bold', 7.4, 10, COLOR.test),
} as const satisfies Record<string, Style>;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Where letters are usual instead of A4: a page is to come out of the agency's printer as it was set. */
const LETTER_COUNTRIES: ReadonlySet<string> = new Set(['US', 'CA', 'MX', 'PH']);
export const pageSizeFor = (country: string): PageSize => (LETTER_COUNTRIES.has(country.toUpperCase()) ? { width: 612, height: 792 } : { width: 595.28, height: 841.89 });

/** Points from the page's edges to what stands on it. */
export const MARGIN = { side: 58, top: 76, bottom: 62 } as const;
