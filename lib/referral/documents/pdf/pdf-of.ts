import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { ReferralFacts } from '../../facts';
import { NO_CANVAS } from './paper/canvas';
import { compose, type Layout } from './paper/compose';
import { furnisher } from './paper/furnish';
import { MARGIN, pageSizeFor } from './paper/look';
import { pdfPaper } from './paper/pdf-canvas';
import { chapters } from './sections/chapters';

/** So many rows are laid out before others get their turn in this process. */
const TURN = 100;

async function* bytesOf(facts: ReferralFacts): AsyncGenerator<Buffer, undefined> {
  const { referral } = facts;
  const size = pageSizeFor(referral.agency.country);
  const { document, canvas, ruler, end } = pdfPaper({ title: `${referral.isTest ? 'TEST MODE: ' : ''}Referral ${referral.number}`, madeAt: referral.madeAt, size });
  const width = size.width - 2 * MARGIN.side;

  // Laid out twice: what stands on which page, and of how many, is known when the first time is over.
  const counting = compose(chapters({ facts, width, pageOf: () => '' }), { canvas: NO_CANVAS, ruler, size, furnish: () => undefined });
  let layout: Layout | undefined;
  for (let rows = 1; !layout; rows++) {
    const step = counting.next();
    if (step.done) layout = step.value;
    else if (rows % TURN === 0) await setImmediate();
  }
  const { pages, places } = layout;
  const drawing = compose(chapters({ facts, width, pageOf: (id) => String(places.get(id) ?? '') }), { canvas, ruler, size, furnish: furnisher(facts, { pages, ruler, size }) });
  for (const _row of drawing) {
    for (let chunk = read(document); chunk; chunk = read(document)) yield chunk;
  }
  end();
  for (let chunk = read(document); chunk; chunk = read(document)) yield chunk;
}

/** What the document has written since it was asked last. */
function read(document: PDFKit.PDFDocument): Buffer | null {
  const chunk: unknown = document.read();
  return Buffer.isBuffer(chunk) ? chunk : null;
}

/**
 * The referral as a readable document: PDF/A-1b, the same bytes for the same facts. It is written page by page as it is
 * read, so that a conversation of any length takes bounded memory beside the facts themselves.
 */
export function pdfOf(facts: ReferralFacts): Readable {
  return Readable.from(bytesOf(facts), { objectMode: false });
}
