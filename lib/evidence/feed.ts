/** Content in whatever pieces it comes, taken as its reader needs it. What is large is not copied on the way. */
export class Feed {
  private rest: Uint8Array = new Uint8Array();
  private readonly pieces: AsyncIterator<Uint8Array>;
  /** Why the content itself could not be read any further. */
  failure: { readonly reason: unknown } | undefined;

  constructor(content: AsyncIterable<Uint8Array>) {
    this.pieces = content[Symbol.asyncIterator]();
  }

  /**
   * The next bytes: one at least, so many at most, in the memory that they came in and valid until more is asked for.
   * @returns null at the end. @throws what the content throws, which is the `failure` then.
   */
  async some(most: number): Promise<Uint8Array | null> {
    if (this.rest.length === 0) this.rest = (await this.next()) ?? this.rest;
    if (this.rest.length === 0) return null;
    const taken = this.rest.subarray(0, most);
    this.rest = this.rest.subarray(taken.length);
    return taken;
  }

  /**
   * What `read` makes of the next bytes, with the number of those that it took; as long as it answers false it is asked
   * again with more of them. They are valid for the time of the call.
   * @throws what it throws; Error when the content ends before it was satisfied.
   */
  async take<T>(read: (bytes: Uint8Array) => readonly [value: T, byteSize: number] | false): Promise<T> {
    for (;;) {
      const answer = this.rest.length > 0 && read(this.rest);
      if (answer) {
        this.rest = this.rest.subarray(answer[1]);
        return answer[0];
      }
      const held = Uint8Array.from(this.rest);
      const next = await this.next();
      if (!next) throw new Error('The content ended early.');
      this.rest = held.length > 0 ? Buffer.concat([held, next]) : next;
    }
  }

  /** Lets go of what the content came from. */
  async close(): Promise<void> {
    await this.pieces.return?.();
  }

  private async next(): Promise<Uint8Array | null> {
    try {
      for (;;) {
        const next = await this.pieces.next();
        if (next.done) return null;
        if (next.value.length > 0) return next.value;
      }
    } catch (reason) {
      this.failure = { reason };
      throw reason;
    }
  }
}
