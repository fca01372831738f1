import { type Finder, anchorOf, escape, literally, matching, squeezed } from './finder';
import { foldWhole } from './fold';
import { formsOf } from './readings';

/** How people write an @ and a dot so that machines do not see an address, in brackets or as words between spaces. */
const SPELT = {
  '@': ['@', 'at', 'ät', 'arroba', 'arobase', 'chiocciola', 'klammeraffe', 'собака', 'собачка', 'аt'],
  '.': ['.', 'dot', 'punkt', 'punto', 'ponto', 'point', 'точка'],
  _: ['_', 'underscore', 'unterstrich'],
  '-': ['-', 'dash', 'minus', 'hyphen'],
} as const;

function spelt(sign: keyof typeof SPELT): string {
  const words = SPELT[sign].map((word) => escape(foldWhole(word))).join('|');
  return `(?: ?${escape(sign)} ?| ?[(\\[{<] ?(?:${words}) ?[)\\]}>] ?| (?:${words}) )`;
}

const AT = spelt('@');
export const DOT = spelt('.');
const SIGNS: Readonly<Record<string, string>> = { '.': DOT, _: spelt('_'), '-': spelt('-') };

/** Letters may stand apart; signs may be spelt. */
const apart = (text: string): string => Array.from(text, (char) => SIGNS[char] ?? escape(char)).join(' ?');

/** Its longest run of letters: between them stands nothing but a space, whatever the signs around are written as. */
function rarestOf(text: string): string {
  const runs = text.split(/[^\p{L}\p{N}]+/u).sort((a, b) => b.length - a.length);
  return anchorOf(squeezed(runs[0] ?? ''));
}

/**
 * An address as it is, and as people write it to hide it from machines. Providers ignore a tag: the address is found with its
 * own, with any other and without.
 */
export function findEmail(address: string): Finder {
  const forms = formsOf(address);
  const whole = forms.map((form) => {
    const at = form.lastIndexOf('@');
    const [name = ''] = form.slice(0, Math.max(0, at)).split('+');
    return { name, host: form.slice(at + 1) };
  });
  if (whole.some(({ name, host }) => name === '' || host === '')) return literally(forms);
  const anchors = whole.map(({ name, host }) => rarestOf(name) || rarestOf(host));
  return {
    find: matching(whole.map(({ name, host }) => `${apart(name)}(?: ?\\+[^ @]{1,64})?${AT}${apart(host)}`).join('|')),
    anchors: anchors.includes('') ? null : anchors,
  };
}
