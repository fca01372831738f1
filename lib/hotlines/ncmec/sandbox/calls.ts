import type { Clock } from '@/lib/kernel';
import type { FaultKind, ProtocolCall } from './faults';
import type { Lines } from './lines';

/** One call as the sandbox saw it. */
export interface SeenCall {
  /** From 1, in the order in which calls came. */
  readonly seq: number;
  readonly at: string;
  readonly call: ProtocolCall;
  /** Known once the body was read; of `submit` once it was answered. */
  readonly reportId: string | null;
  /** The how manieth of its name for its report; of `submit`, for the sandbox. */
  readonly nth: number;
  readonly fault: FaultKind | null;
  readonly latencyMs: number;
  /** Under way until the answer is out, the connection is cut, or the caller has gone. */
  readonly state: 'under way' | 'hanging' | 'answered' | 'cut' | 'caller gone';
  readonly endedAt: string | null;
  readonly httpStatus: number | null;
  /** The answer's own code; null where it has none. */
  readonly code: number | null;
}

export interface Load {
  /** Reports with a call under way now, and the most at once so far. */
  readonly now: number;
  readonly most: number;
  readonly calls: number;
}

/** One call while it lasts. */
export interface Watched {
  readonly seen: () => SeenCall;
  /** As soon as it is known for which report it is. */
  concerns(reportId: string | undefined): void;
  note(facts: Partial<Pick<SeenCall, 'fault' | 'latencyMs' | 'state' | 'reportId'>>): void;
  /** The first end counts. */
  end(state: 'answered' | 'cut' | 'caller gone', facts?: Partial<Pick<SeenCall, 'httpStatus' | 'code' | 'reportId'>>): void;
}

const CALLS_KEPT = 20_000;

const FRESH = { reportId: null, fault: null, latencyMs: 0, state: 'under way', endedAt: null, httpStatus: null, code: null } as const;

/** Every call in order, the newest CALLS_KEPT of them, and how many reports had one under way at once. */
export class Calls {
  private readonly list: { seen: SeenCall }[];
  private readonly underWay = new Map<unknown, number>();
  private readonly counted = new Map<string, number>();
  private most = 0;
  private newest: number;

  constructor(
    private readonly clock: Clock,
    private readonly lines: Lines<SeenCall>,
  ) {
    const earlier = lines.read();
    for (const { call, reportId, nth } of earlier) this.counted.set(countKey(call, reportId), nth);
    this.newest = earlier.reduce((highest, { seq }) => Math.max(highest, seq), 0);
    // They were written as they ended.
    this.list = earlier.sort((one, other) => one.seq - other.seq).slice(-CALLS_KEPT).map((seen) => ({ seen }));
  }

  begin(call: ProtocolCall): Watched {
    const nth = call === 'submit' ? this.count(call, null) : 0;
    const entry: { seen: SeenCall } = { seen: { ...FRESH, seq: (this.newest += 1), at: this.clock.now().toISOString(), call, nth } };
    const put = (facts: Partial<SeenCall>) => {
      entry.seen = { ...entry.seen, ...facts };
    };
    let key: unknown = call === 'submit' ? entry : undefined;
    this.list.push(entry);
    if (this.list.length > CALLS_KEPT) this.list.shift();
    this.enter(key);
    return {
      seen: () => entry.seen,
      concerns: (reportId) => {
        if (key !== undefined || reportId === undefined) return;
        put({ reportId, nth: this.count(call, reportId) });
        key = reportId;
        this.enter(key);
      },
      note: put,
      end: (state, facts = {}) => {
        if (entry.seen.endedAt !== null) return;
        put({ state, endedAt: this.clock.now().toISOString(), ...facts });
        this.leave(key);
        this.lines.append(entry.seen);
      },
    };
  }

  /** Oldest first. */
  all(): readonly SeenCall[] {
    return this.list.map(({ seen }) => seen);
  }

  load(): Load {
    return { now: this.underWay.size, most: this.most, calls: this.newest };
  }

  /** Begins to count anew what was the most at once. */
  resetLoad(): void {
    this.most = this.underWay.size;
  }

  private count(call: ProtocolCall, reportId: string | null): number {
    const key = countKey(call, reportId);
    const nth = (this.counted.get(key) ?? 0) + 1;
    this.counted.set(key, nth);
    return nth;
  }

  private enter(key: unknown): void {
    if (key === undefined) return;
    this.underWay.set(key, (this.underWay.get(key) ?? 0) + 1);
    this.most = Math.max(this.most, this.underWay.size);
  }

  private leave(key: unknown): void {
    if (key === undefined) return;
    const left = (this.underWay.get(key) ?? 0) - 1;
    if (left > 0) this.underWay.set(key, left);
    else this.underWay.delete(key);
  }
}

function countKey(call: ProtocolCall, reportId: string | null): string {
  return call === 'submit' ? call : `${call} ${reportId ?? ''}`;
}
