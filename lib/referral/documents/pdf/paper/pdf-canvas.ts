import PDFDocument from 'pdfkit';
import { type Ink, type Ruler, STAND_IN_PADDING, type Style, standInStyle } from '../text/ink';
import type { Canvas } from './canvas';
import { FACES, fontOf, rulerOf } from './fonts';
import { COLOR, type PageSize } from './look';
import { type Paged, pageTree } from './page-tree';

export interface About {
  /** Plain ASCII: it stands in the document's XML as it is. */
  readonly title: string;
  readonly madeAt: Date;
  readonly size: PageSize;
}

export interface PdfPaper {
  readonly document: PDFKit.PDFDocument;
  readonly canvas: Canvas;
  readonly ruler: Ruler;
  /** Writes what comes after the last page. */
  readonly end: () => void;
}

/** What @types/pdfkit does not know of bookmarks: where on the page one leads to, and what a PDF holds of it. */
interface Bookmark {
  readonly outlineData: { Count?: number };
  addItem(title: string, options: { expanded: boolean; left: number; top: number }): Bookmark;
}

/**
 * A PDF/A-1b document (ISO 19005-1) to draw on. It says the same for the same facts: its only time is when the referral
 * was made. https://pdfkit.org/docs/getting_started.html#pdfa
 */
export function pdfPaper({ title, madeAt, size }: About): PdfPaper {
  const document = new PDFDocument({
    subset: 'PDF/A-1b',
    pdfVersion: '1.4',
    lang: 'en',
    displayTitle: true,
    autoFirstPage: false,
    // None before ours: a font that is not embedded may not be named.
    font: '',
    // It would keep every word of every message.
    fontLayoutCache: false,
    size: [size.width, size.height],
    margin: 0,
    info: { Title: title, Creator: 'Watchkeeper', Producer: 'Watchkeeper', CreationDate: madeAt },
  });
  for (const face of FACES) document.registerFont(face, fontOf(face).bytes);
  const set = (style: Style) => document.font(style.face).fontSize(style.size);
  const widthOf = document.widthOfString.bind(document);
  // pdfkit shapes every text again to know where its cursor stands after it, and nothing here asks for the cursor: half of
  // the time that a long conversation takes.
  document.widthOfString = () => 0;
  const tree = pageTree(document as unknown as Paged); // the types do not know what a reference holds
  const openPage = () => {
    document.addPage();
    tree.addPage();
  };
  const end = () => {
    tree.end();
    document.end();
  };
  return { document, end, canvas: { ...drawOn(document, set, size), openPage }, ruler: rulerOf((text, style) => (set(style), widthOf(text, { features: [] }))) };
}

function drawOn(document: PDFKit.PDFDocument, set: (style: Style) => PDFKit.PDFDocument, size: PageSize): Omit<Canvas, 'openPage'> {
  const outline = document.outline as unknown as Bookmark; // the types leave out the options that `Bookmark` names
  let [chapter, marks] = [outline, 0];
  const write = (text: string, style: Style, x: number, baseline: number, width: number) =>
    set(style).fillColor(style.color).text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic', features: [], textWidth: width, wordCount: 1 } as PDFKit.Mixins.TextOptions);
  const box: Canvas['box'] = (x, y, width, height, color) => void document.rect(x, y, width, height).fill(color);

  /**
   * Stand-ins; copied or searched they are the characters themselves. pdfkit's pages stand upside down within, and readers
   * place such a text by what holds around it: around it they are given a page that does not.
   */
  function standIns(inks: readonly Ink[], style: Style, x: number, baseline: number): void {
    const small = { ...standInStyle(style), color: COLOR.quiet };
    for (const ink of inks) box(x + ink.x + 0.4, baseline - small.size * 0.98, ink.width - 0.8, small.size * 1.3, COLOR.tint);
    const turn = () => document.save().transform(1, 0, 0, -1, 0, size.height);
    turn().markContent('Span', { actual: inks.map(({ standsFor }) => standsFor ?? '').join('') });
    turn();
    for (const ink of inks) write(ink.text, small, x + ink.x + STAND_IN_PADDING, baseline, ink.width - 2 * STAND_IN_PADDING);
    document.restore().endMarkedContent().restore();
  }

  return {
    line({ inks, isTurned, style }, x, baseline) {
      let waiting: Ink[] = [];
      for (const [at, ink] of inks.entries()) {
        if (ink.standsFor === null) write(ink.text, style, x + ink.x, baseline, ink.width);
        else waiting.push(ink);
        // Neighbours are one text, so that what consists of several characters is copied whole.
        if (waiting.length === 0 || (!isTurned && (inks[at + 1]?.standsFor ?? null) !== null)) continue;
        standIns(waiting, style, x, baseline);
        waiting = [];
      }
    },
    box,
    mark({ id, title, depth }, y) {
      document.addNamedDestination(id, 'XYZ', 0, y, null);
      const item = (depth === 0 ? outline : chapter).addItem(title, { expanded: depth === 0, left: size.width, top: y });
      // pdfkit writes how many bookmarks a chapter has and not how many there are, which PDF/A wants (ISO 19005-1, 6.1.2).
      outline.outlineData.Count = ++marks;
      if (depth === 0) chapter = item;
    },
    link: (id, x, y, width, height) => void document.goTo(x, y, width, height, id),
  };
}
