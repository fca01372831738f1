import { z } from 'zod';

const CALLS = ['submit', 'upload', 'fileinfo', 'finish', 'retract'] as const;
export type ProtocolCall = (typeof CALLS)[number];

/**
 * A failure to play: `cut-before` and `cut-after` break the connection before or after the call takes effect, `hang`
 * never answers and never takes effect.
 */
export const faultInput = z.strictObject({
  call: z.enum(CALLS),
  kind: z.enum(['http500', 'code1000', 'latency', 'hang', 'cut-before', 'cut-after']),
  /** How many calls it strikes. */
  count: z.int().min(1).max(100_000).default(1),
  latencyMs: z.int().min(0).max(600_000).default(1000),
});
export type Fault = z.output<typeof faultInput>;

/** Failures waiting to strike, first in, first out for each call, and the connections that hang because of them. */
export class Faults {
  private waiting: Fault[] = [];
  private readonly held = new Map<() => void, ProtocolCall>();

  add(fault: Fault): void {
    this.waiting.push(fault);
  }

  /** The failure that strikes this call, if one does. */
  take(call: string): Fault | undefined {
    const fault = this.waiting.find((candidate) => candidate.call === call);
    if (!fault) return undefined;
    this.waiting = this.waiting.flatMap((other) => {
      if (other !== fault) return [other];
      return other.count > 1 ? [{ ...other, count: other.count - 1 }] : [];
    });
    return fault;
  }

  /** Keeps a connection hanging; `cut` breaks it. Returns what to call when the other side gives up first. */
  hold(call: ProtocolCall, cut: () => void): () => void {
    this.held.set(cut, call);
    return () => this.held.delete(cut);
  }

  clear(): void {
    this.waiting = [];
    const cuts = [...this.held.keys()];
    this.held.clear();
    for (const cut of cuts) cut();
  }

  state(): { readonly faults: readonly Fault[]; readonly hanging: readonly ProtocolCall[] } {
    return { faults: this.waiting, hanging: [...this.held.values()] };
  }
}
