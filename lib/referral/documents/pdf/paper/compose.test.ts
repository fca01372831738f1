import { expect, test } from 'vitest';
import { hardFacts } from '../../testing/hard-facts';
import { longFacts } from '../../testing/long-facts';
import { chapters } from '../sections/chapters';
import { chapter, paragraph, section, table } from '../sections/rows';
import type { Line } from '../text/ink';
import { type Canvas, NO_CANVAS } from './canvas';
import { compose, type Layout } from './compose';
import { MARGIN, pageSizeFor, STYLE } from './look';
import { pdfPaper } from './pdf-canvas';
import type { Row } from './row';

const size = pageSizeFor('DE');
const width = size.width - 2 * MARGIN.side;
const { ruler } = pdfPaper({ title: 'Pages', madeAt: new Date('2026-11-23T09:00:00Z'), size });

interface Drawn {
  readonly line: Line;
  readonly x: number;
  readonly baseline: number;
}

/** What is drawn on each page, without the furniture. */
function laid(rows: Iterable<Row>): { pages: Drawn[][]; layout: Layout } {
  const pages: Drawn[][] = [];
  const canvas: Canvas = { ...NO_CANVAS, openPage: () => void pages.push([]), line: (line, x, baseline) => void pages.at(-1)?.push({ line, x, baseline }) };
  const steps = compose(rows, { canvas, ruler, size, furnish: () => undefined });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return { pages, layout: step.value };
}

const textOf = ({ line }: Drawn) => line.inks.map(({ text }) => text).join('');
const book = { width, pageOf: () => '' };

for (const [name, facts] of [['hard texts', hardFacts()], ['a long conversation', longFacts(400)]] as const) {
  test(`with ${name} nothing is drawn beyond the margins of a page`, () => {
    const { pages, layout } = laid(chapters({ ...book, facts }));
    expect(pages.length).toBe(layout.pages);
    for (const page of pages) {
      expect(page.length).toBeGreaterThan(0);
      for (const { line, x, baseline } of page) {
        expect(baseline).toBeGreaterThan(MARGIN.top);
        expect(baseline).toBeLessThan(size.height - MARGIN.bottom);
        for (const ink of line.inks) {
          expect(x + ink.x).toBeGreaterThanOrEqual(MARGIN.side - 0.01);
          expect(x + ink.x + ink.width).toBeLessThanOrEqual(size.width - MARGIN.side + 0.01);
        }
      }
    }
  });
}

// Wherever on a page a table happens to begin.
const FILLERS = Array.from({ length: 60 }, (_, count) => count);
const COLUMNS = [{ title: 'Head', width: 80 }, { title: 'More' }];

function* withTable(fillers: number, rows: number): Generator<Row> {
  yield chapter({ id: 'c', title: 'Chapter', depth: 0 }, width, true);
  for (let count = 0; count < fillers; count++) yield paragraph(`filler ${count}`, width);
  yield section('Section', width);
  yield* table(COLUMNS, Array.from({ length: rows }, (_, at) => ({ cells: [`row ${at}`, `two\nlines ${at}`] })), width);
}

test.each(FILLERS)('after %i lines no heading and no head of a table is the last on its page, and a table goes on under its head', (fillers) => {
  for (const rows of [1, 3, 70]) {
    const { pages } = laid(withTable(fillers, rows));
    for (const page of pages) {
      const texts = page.map(textOf);
      expect(texts.at(-1)).not.toMatch(/^(Section|Head|More|Chapter)$/);
      const first = texts.findIndex((text) => text.startsWith('row '));
      if (first !== -1) expect(texts.slice(first - 2, first)).toEqual(['Head', 'More']);
    }
    expect(pages.flat().map(textOf).filter((text) => text.startsWith('row '))).toEqual(Array.from({ length: rows }, (_, at) => `row ${at}`));
  }
});

test.each([30, 45, 50, 55, 58])('a text that is longer than a page is broken between lines, after %i lines, and never leaves one line alone', (fillers) => {
  const lines = Array.from({ length: 150 }, (_, at) => `line ${at}`);
  function* rows(): Generator<Row> {
    for (let count = 0; count < fillers; count++) yield paragraph(`filler ${count}`, width);
    yield paragraph(lines.join('\n'), width, STYLE.body);
  }
  const { pages } = laid(rows());
  const texts = pages.map((page) => page.map(textOf).filter((text) => text.startsWith('line ')));
  expect(texts.flat()).toEqual(lines);
  for (const page of texts) expect(page.length).not.toBe(1);
});
