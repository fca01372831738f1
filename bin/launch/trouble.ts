/** Something that stops a start and that a person can put right; both sentences are shown, no stack trace is. */
export class Trouble extends Error {
  constructor(
    what: string,
    readonly remedy: string,
  ) {
    super(what);
    this.name = 'Trouble';
  }
}
