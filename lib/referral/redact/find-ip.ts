import { isIPv4, isIPv6 } from 'node:net';
import { DOT } from './find-email';
import { type Find, type Finder, type Span, anchorOf, literally, matching } from './finder';
import { foldWhole } from './fold';

const canonical6 = (text: string): string | null => (isIPv6(text) ? new URL(`http://[${text}]/`).hostname : null);
const canonical4of6 = (ip: string): string | null => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1] ?? null;

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

const RUN6 = /[\da-f:.]{3,60}/gu;
/** In names of hosts, dashes stand for the colons. */
const DASHED6 = /(?<![\da-f])[\da-f]{1,4}(?:-{1,2}[\da-f]{1,4}){1,7}(?![\da-f])/gu;

/** An address of the sixth version in any of its spellings: they are compared by what they mean. */
function spellings6(ip: string): Find {
  const wanted = canonical6(ip);
  return (text) => [
    ...Array.from(text.matchAll(RUN6)).flatMap(({ 0: run, index }) => {
      const found = run.split(':').length > 2 ? longest6(run) : null;
      return found?.address === wanted && found ? [[index + found.span[0], index + found.span[1]] as const] : [];
    }),
    ...(text.includes('-') ? Array.from(text.matchAll(DASHED6)) : []).flatMap(({ 0: run, index }) => (canonical6(run.replaceAll('-', ':')) === wanted ? [[index, index + run.length] as const] : [])),
  ];
}

/** All of its 32 digits in hex, and its eight groups. */
function digits6(ip: string): { readonly groups: readonly string[]; readonly digits: string } {
  const [head = '', tail] = (canonical6(ip) ?? '').slice(1, -1).split('::');
  const [front, back] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean));
  const groups = [...(front ?? []), ...Array.from({ length: 8 - (front?.length ?? 0) - (back?.length ?? 0) }, () => '0'), ...(back ?? [])];
  return { groups, digits: groups.map((group) => group.padStart(4, '0')).join('') };
}

function find6(ip: string): Finder {
  const { groups, digits } = digits6(ip);
  const spelt = spellings6(ip);
  const reversed = matching(`(?<![\\da-f])${[...digits].reverse().join('\\.')}\\.ip6\\.(?:arpa|int)`);
  // The last two groups can be written as numbers with dots, the others in one way alone.
  const group = groups.slice(0, 6).find((each) => each !== '0');
  return { find: (text) => [...spelt(text), ...(text.includes('.ip6.') ? reversed(text) : [])], anchors: group === undefined ? null : [anchorOf(group), 'ip6'] };
}

/**
 * An address with dots, with leading zeros, spaces or spelt dots, but not the beginning of another one; as one number, in
 * hex, as part of a host's name, backwards where names are looked up, and within one of the sixth version.
 */
function find4(ip: string): Finder {
  const octets = ip.split('.').map(Number);
  const hex = octets.map((octet) => octet.toString(16).padStart(2, '0'));
  const number = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const [there, back] = [octets, [...octets].reverse()].map((each) => each.map((octet) => `0{0,2}${octet}`));
  const forms = [
    `(?<!\\d)${there?.join(DOT)}(?!\\d)`,
    `(?<!\\d)${there?.join('[-_]')}(?!\\d)`,
    `(?<!\\d)${back?.join('[.]')}\\.in-addr\\.arpa`,
    `(?<!\\d)${back?.join('-')}(?=[\\w-]*\\.[a-z])`,
    `(?<![\\da-z])0x${hex.join('')}(?![\\da-f])`,
    `(?<![\\da-z])${octets.map((octet) => `0x0?${octet.toString(16)}`).join('\\.')}(?![\\da-f])`,
    // Below, it would be any small number.
    ...((octets[0] ?? 0) > 0 ? [`(?<!\\d)${number}(?!\\d)`] : []),
  ];
  const spelt = matching(forms.join('|'));
  const mapped = spellings6(`::ffff:${ip}`);
  return { find: (text) => [...spelt(text), ...(text.includes(':') ? mapped(text) : [])], anchors: [String(octets[0]), '0x', 'ffff', anchorOf(String(number))] };
}

export function findIp(ip: string): Finder {
  const inner = isIPv4(ip) ? ip : canonical4of6(ip);
  if (inner) return find4(inner);
  return isIPv6(ip) ? find6(ip.replace(/%.*$/u, '')) : literally([foldWhole(ip)]);
}
