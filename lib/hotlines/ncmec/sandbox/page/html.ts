/** Markup that is ours; everything else that goes into a page is text. */
export class Html {
  constructor(readonly source: string) {}
}

type Piece = Html | string | number | null | false | undefined | readonly Piece[];

const ESCAPES: ReadonlyMap<string, string> = new Map([['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ["'", '&#39;']]);

function sourceOf(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.source;
  if (typeof piece === 'object') return piece.map(sourceOf).join('');
  return String(piece).replace(/[&<>"']/g, (character) => ESCAPES.get(character) ?? '');
}

/** A piece of a page. What is put in is escaped, unless it is Html itself: what the sandbox shows came from outside. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(strings.reduce((source, string, at) => source + sourceOf(pieces[at - 1]) + string));
}
