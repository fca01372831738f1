import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasPreflight, hasQpdf, preflight, qpdfCheck } from '../../testing/pdf-tools';
import { COLOR, pageSizeFor } from './look';
import { pdfPaper } from './pdf-canvas';

/** More than an array of PDF 1.4 may hold; of messages some hundred and ten thousand. */
const MANY = 8_200;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchkeeper-pages-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A document of pages with a line on each that is as long as its number. */
async function pagesOf(count: number): Promise<Buffer> {
  const { document, canvas, end } = pdfPaper({ title: 'Pages', madeAt: new Date('2026-11-23T09:00:00Z'), size: pageSizeFor('DE') });
  for (let page = 1; page <= count; page++) {
    canvas.openPage(page);
    canvas.box(0, 10, page / 100, 1, COLOR.ink);
  }
  end();
  return buffer(document);
}

interface Found {
  readonly type: string;
  readonly count: number;
  readonly parent: number;
  readonly kids: readonly number[];
}

/** Pages and nodes by the number of their object, and the root, by a reader that knows nothing of the writer. */
function treeOf(pdf: Buffer): { objects: ReadonlyMap<number, Found>; root: number } {
  const text = pdf.toString('latin1');
  const numbers = (words: string | undefined) => [...(words ?? '').matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id));
  const objects = new Map([...text.matchAll(/(?:^|\n)(\d+) 0 obj\n<<\n(\/Type \/Pages?\n[^]*?)\n>>\nendobj/g)].map(([, id, body = '']) => [Number(id), {
    type: /\/Type \/(\w+)/.exec(body)?.[1] ?? '',
    count: Number(/\/Count (\d+)/.exec(body)?.[1] ?? 0),
    parent: Number(/\/Parent (\d+) 0 R/.exec(body)?.[1] ?? 0),
    kids: numbers(/\/Kids \[([^\]]*)\]/.exec(body)?.[1]),
  }] as const));
  return { objects, root: Number(/\/Type \/Catalog\n[^]*?\/Pages (\d+) 0 R/.exec(text)?.[1]) };
}

test.each([1, 127, 128, 129, 16_384, 16_385])('of %i pages each is in the tree once, in its order, below the node that it names; every node counts right, and none has more than 128', async (count) => {
  const { objects, root } = treeOf(await pagesOf(count));
  const walk = (id: number, parent: number): number[] => {
    const found = objects.get(id);
    if (!found) throw new Error(`There is no object ${id}.`);
    expect([id, found.parent]).toEqual([id, parent]);
    if (found.type === 'Page') return [id];
    expect(found.kids.length).toBeLessThanOrEqual(128);
    const pages = found.kids.flatMap((kid) => walk(kid, id));
    expect(found.count).toBe(pages.length);
    return pages;
  };
  const pages = walk(root, 0);
  expect(pages).toHaveLength(count);
  expect(pages).toEqual([...pages].sort((a, b) => a - b));
}, 60_000);

test.skipIf(!hasPreflight || !hasQpdf)('more pages than one array may hold are PDF/A-1b all the same (skipped where qpdf, Java or libpdfbox2-java is not installed)', async () => {
  const file = join(folder, 'many.pdf');
  await writeFile(file, await pagesOf(MANY));
  expect(await qpdfCheck(file)).toContain('No syntax or stream encoding errors found');
  expect(await preflight([file])).toBe('');
}, 120_000);
