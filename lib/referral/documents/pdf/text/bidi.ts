import { type BidiClass, closingOf } from './bidi-class';

/** A character as it stands in its paragraph. */
export interface Placed {
  readonly character: string;
  readonly bidi: BidiClass;
}

/** 0 from left to right, 1 from right to left. */
export type Base = 0 | 1;

const strongOf = (bidi: BidiClass): 'L' | 'R' | null => (bidi === 'L' ? 'L' : bidi === 'R' || bidi === 'AL' || bidi === 'EN' || bidi === 'AN' ? 'R' : null);
const sideOf = (base: Base): 'L' | 'R' => (base === 0 ? 'L' : 'R');

/** P2 and P3: the first letter says which way a paragraph runs. */
export function baseOf(text: readonly Placed[]): Base {
  const first = text.find(({ bidi }) => bidi === 'L' || bidi === 'R' || bidi === 'AL');
  return first === undefined || first.bidi === 'L' ? 0 : 1;
}

/** W1 to W7: numbers and what belongs to them. */
function resolveWeak(classes: BidiClass[], side: 'L' | 'R'): void {
  let [before, strong]: BidiClass[] = [side, side];
  for (const [at, bidi] of classes.entries()) {
    let found: BidiClass = bidi === 'NSM' ? (before ?? side) : bidi;
    if (found === 'EN' && strong === 'AL') found = 'AN';
    if (found === 'L' || found === 'R' || found === 'AL') strong = found;
    classes[at] = before = found;
  }
  for (const [at, bidi] of classes.entries()) {
    const [left, right] = [classes[at - 1], classes[at + 1]];
    if (bidi === 'AL') classes[at] = 'R';
    else if (bidi === 'ES' && left === 'EN' && right === 'EN') classes[at] = 'EN';
    else if (bidi === 'CS' && (left === 'EN' || left === 'AN') && left === right) classes[at] = left;
  }
  for (let at = 0; at < classes.length; at++) {
    if (classes[at] !== 'ET') continue;
    const from = at;
    while (classes[at + 1] === 'ET') at++;
    if (classes[from - 1] === 'EN' || classes[at + 1] === 'EN') classes.fill('EN', from, at + 1);
  }
  let last = side;
  for (const [at, bidi] of classes.entries()) {
    if (bidi === 'ES' || bidi === 'ET' || bidi === 'CS') classes[at] = 'ON';
    else if (bidi === 'L' || bidi === 'R') last = bidi;
    else if (bidi === 'EN' && last === 'L') classes[at] = 'L';
  }
}

/** BD16: pairs of brackets, in the order in which they open. */
function bracketPairs(text: readonly Placed[], classes: readonly BidiClass[]): [number, number][] {
  const [open, pairs]: [{ at: number; closing: string }[], [number, number][]] = [[], []];
  for (const [at, { character }] of text.entries()) {
    if (classes[at] !== 'ON') continue;
    const closing = closingOf(character);
    if (closing !== undefined) open.push({ at, closing });
    const match = closing === undefined ? open.findLastIndex((bracket) => bracket.closing === character) : -1;
    const found = open[match];
    if (!found) continue;
    pairs.push([found.at, at]);
    open.length = match;
  }
  return pairs.sort(([left], [right]) => left - right);
}

/** N0: both brackets of a pair run the way of what they enclose, where that is the paragraph's way or what stands before agrees. */
function resolveBrackets(text: readonly Placed[], classes: BidiClass[], side: 'L' | 'R'): void {
  for (const [from, to] of bracketPairs(text, classes)) {
    const inside = classes.slice(from + 1, to).map(strongOf).filter((strong) => strong !== null);
    if (inside.length === 0) continue;
    const before = classes.slice(0, from).findLast((bidi) => strongOf(bidi) !== null);
    const way = inside.includes(side) || (before ? strongOf(before) : side) === side ? side : side === 'L' ? 'R' : 'L';
    classes[from] = classes[to] = way;
  }
}

/** N1 and N2: what has no direction takes that of both its neighbours, or the paragraph's. */
function resolveNeutral(classes: BidiClass[], side: 'L' | 'R'): void {
  for (let at = 0; at < classes.length; at++) {
    if (classes[at] !== 'ON' && classes[at] !== 'WS') continue;
    const from = at;
    while (classes[at + 1] === 'ON' || classes[at + 1] === 'WS') at++;
    const [left, right] = [classes[from - 1], classes[at + 1]].map((bidi) => (bidi === undefined ? side : strongOf(bidi)));
    classes.fill(left === right && left ? left : side, from, at + 1);
  }
}

/**
 * The level of each character of a paragraph: even ones run from left to right. The rules of UAX #9 for text without
 * embeddings and isolates, whose control characters are shown instead of obeyed. https://www.unicode.org/reports/tr9/
 */
export function levelsOf(text: readonly Placed[], base: Base): number[] {
  const classes = text.map(({ bidi }) => bidi);
  resolveWeak(classes, sideOf(base));
  resolveBrackets(text, classes, sideOf(base));
  resolveNeutral(classes, sideOf(base));
  return classes.map((bidi) => (bidi === 'L' ? base * 2 : bidi === 'R' ? 1 : 2));
}

/** L2: the characters of a line in the order in which the eye meets them, from left to right, as their places in `levels`. */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, at) => at);
  for (let level = Math.max(0, ...levels); level > 0; level--) {
    for (let at = 0; at < order.length; at++) {
      if ((levels[order[at] ?? 0] ?? 0) < level) continue;
      const from = at;
      while (at + 1 < order.length && (levels[order[at + 1] ?? 0] ?? 0) >= level) at++;
      order.splice(from, at + 1 - from, ...order.slice(from, at + 1).reverse());
    }
  }
  return order;
}
