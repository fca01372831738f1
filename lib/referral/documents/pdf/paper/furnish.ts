import type { ReferralFacts } from '../../../facts';
import { utcWords } from '../../words';
import { breakLines } from '../text/break-lines';
import type { Ruler, Style } from '../text/ink';
import type { Canvas } from './canvas';
import { COLOR, MARGIN, type PageSize, STYLE } from './look';

const TOP = 40;
const RULE = 50;
const BOTTOM = 34;

/**
 * What stands above and below on every page: a page that got lost says what it is of, and a deployment in test mode
 * cannot be taken for anything else on any.
 */
export function furnisher({ referral }: ReferralFacts, { pages, ruler, size }: { pages: number; ruler: Ruler; size: PageSize }): (canvas: Canvas, page: number) => void {
  const width = size.width - 2 * MARGIN.side;
  const first = (text: string, style: Style, room = width) => breakLines(text, room, style, ruler)[0];
  const put = (canvas: Canvas, text: string, style: Style, baseline: number) => {
    const line = first(text, style);
    if (line) canvas.line(line, MARGIN.side, baseline);
  };
  const right = { ...STYLE.running, align: 'right' } as const;
  return (canvas, page) => {
    put(canvas, `Referral ${referral.number}`, STYLE.running, TOP);
    put(canvas, `Page ${page} of ${pages}`, right, TOP);
    if (referral.isTest) {
      const line = first('TEST MODE – describes no real incident', STYLE.runningTest);
      if (line) canvas.line(line, (size.width - line.width) / 2, TOP);
    }
    canvas.box(MARGIN.side, RULE, width, 0.5, COLOR.rule);
    put(canvas, referral.provider.name, STYLE.running, size.height - BOTTOM);
    put(canvas, `Made ${utcWords(referral.madeAt)}`, right, size.height - BOTTOM);
  };
}
