import { z } from 'zod';

export const CALLS = ['status', 'xsd', 'submit', 'upload', 'fileinfo', 'finish', 'retract'] as const;
export type ProtocolCall = (typeof CALLS)[number];

/**
 * Every failure that can be played. `takesEffect`: whether the call has done its work by then, where the fault itself
 * does not say. `only`: the calls whose answers have what it spoils.
 */
export const FAULT_KINDS = {
  latency: { words: 'Answers late', takesEffect: true },
  hang: { words: 'Never answers', takesEffect: false },
  'cut-before': { words: 'Cuts the connection before the call takes effect', takesEffect: false },
  'cut-after': { words: 'Cuts the connection after the call took effect', takesEffect: true },
  http401: { words: 'Refuses the login: HTTP 401', takesEffect: false },
  http429: { words: 'Too many requests: HTTP 429 with Retry-After', takesEffect: false },
  http500: { words: 'Fails: HTTP 500', takesEffect: false },
  http503: { words: 'Is down: HTTP 503 with Retry-After', takesEffect: false },
  code1000: { words: 'Answers code 1000, a failure of its own', takesEffect: false },
  code: { words: 'Answers a code of your choice', takesEffect: false },
  'wrong-md5': { words: 'Answers another file’s MD5', takesEffect: true, only: ['upload'] },
  'without-id': { words: 'Answers success without the id', takesEffect: true, only: ['submit', 'upload'] },
  'newer-schema': { words: 'Answers a schema with one element more', takesEffect: true, only: ['xsd'] },
  malformed: { words: 'Answers XML that is cut short', takesEffect: true },
  huge: { words: 'Answers far more than anybody reads', takesEffect: true },
} as const satisfies Record<string, FaultWords>;

interface FaultWords {
  readonly words: string;
  readonly takesEffect: boolean;
  readonly only?: readonly ProtocolCall[];
}
export type FaultKind = keyof typeof FAULT_KINDS;
export const FAULT_NAMES = Object.keys(FAULT_KINDS) as [FaultKind, ...FaultKind[]];

/** A failure to play, and when. Without conditions it strikes the next call of its name, once. */
export const faultInput = z
  .strictObject({
    call: z.enum([...CALLS, 'any']),
    kind: z.enum(FAULT_NAMES),
    /** How many calls it strikes. */
    count: z.int().min(1).max(100_000).default(1),
    /** Strikes until it is cleared, whatever `count` says. */
    every: z.boolean().default(false),
    /** Strikes only the nth such call of a report, from 1: the second upload, say. */
    nth: z.int().min(1).max(10_000).optional(),
    /** Strikes only calls for a report in whose document this text is. */
    about: z.string().min(1).max(300).optional(),
    /** Whether the call does its work all the same; by default as FAULT_KINDS says. */
    takesEffect: z.boolean().optional(),
    latencyMs: z.int().min(0).max(600_000).default(1000),
    /** Of `code`; the description stands in place of the code's own words. */
    code: z.int().min(1).max(99_999).optional(),
    description: z.string().max(2000).optional(),
    /** Of HTTP 429 and 503. */
    retryAfterSeconds: z.int().min(0).max(86_400).default(30),
  })
  .superRefine(({ call, kind, code }, context) => {
    const { only }: FaultWords = FAULT_KINDS[kind];
    if (only && (call === 'any' || !only.includes(call))) context.addIssue({ code: 'custom', path: ['call'], message: `Only for ${only.join(' and ')}` });
    if (kind === 'code' && code === undefined) context.addIssue({ code: 'custom', path: ['code'], message: 'Which code?' });
  });
export type Fault = z.output<typeof faultInput>;

/** What a fault's conditions are held against. `xml` is the report's document, where it is known. */
export interface Meeting {
  readonly call: ProtocolCall;
  readonly nth: number;
  readonly xml: string | undefined;
}

/** What strikes a call: a failure at most, and how long it takes before anything happens. */
export interface Struck {
  readonly fault: Fault | undefined;
  readonly latencyMs: number;
}

/**
 * Failures waiting to strike, and the connections that hang because of them. Each strikes in the order in which it was
 * added, those that end before those that stay; slowness comes on top of whatever else strikes.
 */
export class Faults {
  private waiting: Fault[] = [];
  private readonly held = new Map<() => void, ProtocolCall>();

  add(fault: Fault): void {
    this.waiting.push(fault);
  }

  take(meeting: Meeting): Struck {
    const matching = this.waiting.filter((fault) => strikes(fault, meeting));
    const inTurn = [...matching.filter(({ every }) => !every), ...matching.filter(({ every }) => every)];
    const slow = inTurn.find(({ kind }) => kind === 'latency');
    const fault = inTurn.find(({ kind }) => kind !== 'latency');
    for (const used of [slow, fault]) if (used && !used.every) this.use(used);
    return { fault, latencyMs: slow?.latencyMs ?? 0 };
  }

  private use(used: Fault): void {
    this.waiting = this.waiting.flatMap((other) => {
      if (other !== used) return [other];
      return other.count > 1 ? [{ ...other, count: other.count - 1 }] : [];
    });
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

function strikes(fault: Fault, { call, nth, xml }: Meeting): boolean {
  if (fault.call !== 'any' && fault.call !== call) return false;
  if (fault.nth !== undefined && fault.nth !== nth) return false;
  return fault.about === undefined || (xml?.includes(fault.about) ?? false);
}
