import { isIPv4, isIPv6 } from 'node:net';
import { foldWhole } from './fold';
import type { TermKind } from './schema';

/** Where something stands in a folded text: from, until. */
export type Span = readonly [number, number];
export type Find = (folded: string) => Span[];

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

function matching(source: string): Find {
  const pattern = new RegExp(source, 'gu');
  return (text) => Array.from(text.matchAll(pattern), (match) => [match.index, match.index + match[0].length] as const);
}

/** How people write an @ and a dot so that machines do not see an address, in brackets or as words between spaces. */
const SPELT = {
  '@': ['@', 'at', 'ät', 'arroba', 'arobase', 'chiocciola', 'klammeraffe', 'собака', 'собачка', 'аt'],
  '.': ['.', 'dot', 'punkt', 'punto', 'ponto', 'point', 'точка'],
  _: ['_', 'underscore', 'unterstrich'],
  '-': ['-', 'dash', 'minus', 'hyphen'],
} as const;

function spelt(sign: keyof typeof SPELT): string {
  const words = SPELT[sign].map((word) => escape(foldWhole(word))).join('|');
  const bare = sign === '@' ? '@|%40' : escape(sign);
  return `(?: ?(?:${bare}) ?| ?[(\\[{<] ?(?:${words}) ?[)\\]}>] ?| (?:${words}) )`;
}

const AT = spelt('@');
const DOT = spelt('.');

/** Letters may stand apart; signs may be spelt. */
function apart(text: string): string {
  const signs: Readonly<Record<string, string>> = { '.': DOT, _: spelt('_'), '-': spelt('-') };
  return Array.from(text, (char) => signs[char] ?? escape(char)).join(' ?');
}

/** An address as it is, and as people write it to hide it from machines; a tag that providers ignore may stand in it. */
function findEmail(address: string): Find {
  const folded = foldWhole(address);
  const at = folded.lastIndexOf('@');
  if (at < 1 || at === folded.length - 1) return matching(escape(folded));
  return matching(`${apart(folded.slice(0, at))}(?: ?\\+[^ @+]{1,64})?${AT}${apart(folded.slice(at + 1))}`);
}

const canonical6 = (text: string): string | null => (isIPv6(text) ? new URL(`http://[${text}]/`).hostname : null);

function canonical4of6(ip: string): string | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  return mapped ?? null;
}

/** A dotted address with leading zeros, spaces or spelt dots, but not the beginning of another one. */
function find4(ip: string): Find {
  const octets = ip.split('.').map((octet) => `0{0,2}${Number(octet)}`);
  const dotted = matching(`(?<!\\d)${octets.join(DOT)}(?!\\d)`);
  const mapped = find6(`::ffff:${ip}`);
  return (text) => [...dotted(text), ...(text.includes(':') ? mapped(text) : [])];
}

/** The longest address of the sixth version in a run of its signs, which a sentence may go on before and behind. */
function longest6(run: string): { readonly span: Span; readonly address: string } | null {
  for (let length = run.length; length > 2; length -= 1) {
    for (let start = 0; start + length <= run.length; start += 1) {
      const address = canonical6(run.slice(start, start + length));
      if (address !== null) return { span: [start, start + length], address };
    }
  }
  return null;
}

/** An address of the sixth version in any of its spellings: they are compared by what they mean. */
function find6(ip: string): Find {
  const wanted = canonical6(ip);
  return (text) =>
    Array.from(text.matchAll(/[\da-f:.]{3,60}/gu)).flatMap(({ 0: run, index }) => {
      const found = run.split(':').length > 2 ? longest6(run) : null;
      return found?.address === wanted && found ? [[index + found.span[0], index + found.span[1]] as const] : [];
    });
}

function findIp(ip: string): Find {
  if (isIPv4(ip)) return find4(ip);
  const inner = canonical4of6(ip);
  if (inner) return find4(inner);
  return isIPv6(ip) ? find6(ip) : matching(escape(foldWhole(ip)));
}

/** With or without the scheme, `www.` and the last slash; letters as they are or as a browser writes them. */
function findUrl(url: string): Find {
  const bare = url.replace(/^[a-z][a-z\d+.-]*:\/\/(?:www\.)?/iu, '').replace(/\/+$/u, '');
  if (bare === '') return () => [];
  const forms = new Set([bare, decoded(bare)].flatMap((form) => [form, encodeURI(form.normalize('NFC')), encodeURI(form.normalize('NFD'))]).map((form) => escape(foldWhole(form))));
  return matching(`(?:[a-z][a-z\\d+.]*:\\/\\/)?(?:www\\.)?(?:${[...forms].join('|')})\\/?`);
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

/** Its digits in a row, grouped in any way; with + or 00 before the country, or a 0 in its place. */
function findPhone(number: string): Find {
  const digits = foldWhole(number).replace(/\D/gu, '').replace(/^00/u, '');
  if (digits.length < 5) return matching(escape(foldWhole(number)));
  return matching(`(?:\\+ ?|(?<!\\d)00)?${Array.from(digits).join('[ ().\\/-]{0,3}')}`);
}

/** Finds a term of its kind in a folded text, in the spellings that people use for that kind. */
export function finderOf(kind: TermKind, text: string): Find {
  if (kind === 'email') return findEmail(text);
  if (kind === 'ip') return findIp(text.trim());
  if (kind === 'url') return findUrl(text.trim());
  if (kind === 'phone') return findPhone(text);
  return matching(escape(foldWhole(text)));
}

const SIMILAR_LEAST = 5;

/** Its letters with other signs, or none, between them: `m.i.k.e 99` for `mike_99`. Null for what is too short to be told apart. */
export function similarOf(text: string): Find | null {
  const letters = Array.from(foldWhole(text).replace(/[ _.-]+/gu, ''));
  return letters.length < SIMILAR_LEAST ? null : matching(letters.map(escape).join('[ _.-]{0,2}'));
}
