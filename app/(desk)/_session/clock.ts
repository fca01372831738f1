import type { SessionView } from '@/lib/access/schema';

const WARN_MS = 2 * 60_000;
/** The end that nothing moves is said earlier: there may be something to finish. */
const WARN_OF_END_MS = 5 * 60_000;

/** `idle_soon`: it ends unless somebody is there. `end_soon`: it ends in any case. */
export type Stage = 'quiet' | 'idle_soon' | 'end_soon' | 'over';

interface Left {
  readonly idleMs: number;
  readonly absoluteMs: number;
  /** How long the session lives without activity. */
  readonly spanMs: number;
}

/** How near its end a session is. The warning takes two minutes, or a third of the idle time where that is less. */
export function stageOf({ idleMs, absoluteMs, spanMs }: Left): Stage {
  if (Math.min(idleMs, absoluteMs) <= 0) return 'over';
  if (idleMs < absoluteMs && idleMs <= Math.min(WARN_MS, spanMs / 3)) return 'idle_soon';
  return absoluteMs <= WARN_OF_END_MS ? 'end_soon' : 'quiet';
}

/**
 * A session's time by the server's clock, which a wrong clock in this computer does not move. What has passed since is
 * counted twice and the longer counts: the one clock may stand still while the computer sleeps, the other be set back.
 */
export class SessionClock {
  #view: SessionView;
  #readAt: { readonly wall: number; readonly steady: number };

  constructor(view: SessionView) {
    this.#view = view;
    this.#readAt = { wall: Date.now(), steady: performance.now() };
  }

  get view(): SessionView {
    return this.#view;
  }

  set(view: SessionView): void {
    this.#view = view;
    this.#readAt = { wall: Date.now(), steady: performance.now() };
  }

  left(): Left {
    const passed = Math.max(Date.now() - this.#readAt.wall, performance.now() - this.#readAt.steady, 0);
    const now = Date.parse(this.#view.now) + passed;
    return { idleMs: Date.parse(this.#view.idleAt) - now, absoluteMs: Date.parse(this.#view.absoluteAt) - now, spanMs: this.#view.idleMs };
  }
}
