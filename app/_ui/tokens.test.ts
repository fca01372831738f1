import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../globals.css', import.meta.url), 'utf8');

/** Every `--color-name: #rrggbb` of the first block that follows `from`. */
function colorsAfter(from: string): Record<string, string> {
  const start = css.indexOf(from);
  expect(start, `${from} is missing from globals.css`).toBeGreaterThan(-1);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries([...block.matchAll(/--color-([\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value] as const));
}

const dim = colorsAfter('@theme static');
const paper = { ...dim, ...colorsAfter("[data-theme='paper'] {\n    color-scheme") };
const contrast = css.slice(css.indexOf('prefers-contrast'));
const dimMore = { ...dim, ...colorsAfter(contrast.slice(0, 60)) };
const paperMore = { ...paper, ...colorsAfter(contrast.slice(contrast.indexOf('[data-theme'), contrast.indexOf('[data-theme') + 60)) };

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(one: string | undefined, other: string | undefined): number {
  const [low = 0, high = 0] = [luminance(one ?? ''), luminance(other ?? '')].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ['bg', 'surface', 'raised', 'accent-soft', 'imminent-soft', 'high-soft', 'ok-soft'];
const inks = ['text', 'muted', 'faint', 'accent', 'imminent', 'high', 'ok'];

describe.each([
  ['dim', dim],
  ['paper', paper],
  ['dim with more contrast', dimMore],
  ['paper with more contrast', paperMore],
])('in the %s theme', (_name, colors) => {
  test('every text colour reaches 4.5:1 on every surface', () => {
    const weak = surfaces.flatMap((surface) =>
      inks.filter((ink) => !(ratio(colors[ink], colors[surface]) >= 4.5)).map((ink) => `${ink} on ${surface}`),
    );
    expect(weak).toEqual([]);
    expect(ratio(colors['accent-ink'], colors['accent'])).toBeGreaterThanOrEqual(4.5);
  });

  test('the edges of controls reach 3:1 on the surfaces that carry them', () => {
    const weak = ['bg', 'surface', 'raised'].filter((surface) => !(ratio(colors['control'], colors[surface]) >= 3));
    expect(weak).toEqual([]);
  });
});
