import { findEmail } from './find-email';
import { findIp } from './find-ip';
import { findPhone } from './find-phone';
import { type Finder, anchorsOf, escape, literally, matching } from './finder';
import { foldWhole } from './fold';
import { formsOf } from './readings';
import type { TermKind } from './schema';

/** With or without the scheme, `www.` and the last slash. */
function findUrl(url: string): Finder {
  const bare = url.replace(/^[a-z][a-z\d+.-]*:\/\/(?:www\.)?/iu, '').replace(/\/+$/u, '');
  if (bare === '') return { find: () => [], anchors: [] };
  const forms = formsOf(bare);
  return { find: matching(`(?:[a-z][a-z\\d+.]*:\\/\\/)?(?:www\\.)?(?:${forms.map(escape).join('|')})\\/?`), anchors: anchorsOf(forms) };
}

/** Finds a term of its kind in a folded text, in the spellings that people use for that kind. */
export function finderOf(kind: TermKind, text: string): Finder {
  if (kind === 'email') return findEmail(text);
  if (kind === 'ip') return findIp(text.trim());
  if (kind === 'url') return findUrl(text.trim());
  if (kind === 'phone') return findPhone(text);
  return literally(formsOf(text));
}

const SIMILAR_LEAST = 5;

/** Its letters with other signs, or none, between them: `m.i.k.e 99` for `mike_99`. Null for what is too short to be told apart. */
export function similarOf(text: string): Finder | null {
  const letters = Array.from(foldWhole(text).replace(/[ _.-]+/gu, ''));
  return letters.length < SIMILAR_LEAST ? null : { find: matching(letters.map(escape).join('[ _.-]{0,2}')), anchors: anchorsOf([letters.join('')]) };
}
