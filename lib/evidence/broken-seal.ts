/** Sealed bytes that do not open: changed, cut short, or taken from another object. Nothing of them is ever served. */
export class BrokenSeal extends Error {
  constructor(readonly purpose: string) {
    super(`A sealed ${purpose} does not open: it was changed, cut short or swapped.`);
    this.name = 'BrokenSeal';
  }
}
