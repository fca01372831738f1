import type { NcmecHotline } from '@/lib/hotlines';
import type { Ledger } from '../ledger';

/** The process dies: from then on it neither writes nor calls. */
class Death extends Error {}

export interface Actor {
  readonly name: string;
  readonly stop: AbortController;
  isDead: boolean;
}

/** Before which step a worker stands, and for which report. */
export interface Gate {
  readonly actor: Actor;
  readonly step: string;
  readonly isCall: boolean;
  readonly let: (verdict: 'go' | 'die before' | 'die after') => void;
}

/**
 * Has workers stand still before each step, a save as well as a call, until it is their turn: whoever drives decides the
 * order of everything that happens, and which step is somebody's last.
 */
export class Stage {
  readonly gates: Gate[] = [];
  private running = 0;
  private failure: Error | undefined;
  private quiet: (() => void) | undefined;

  /** Runs a piece of a worker's work until its end, or the worker's. */
  start(work: () => Promise<unknown>): void {
    this.running += 1;
    void work()
      .catch((error: unknown) => {
        if (!(error instanceof Death)) this.failure ??= error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => this.rest());
  }

  /** Everybody stands at a gate, or has ended. @throws what went wrong that was nobody's death. */
  async settled(): Promise<void> {
    if (this.running > 0) await new Promise<void>((resolve) => (this.quiet = resolve));
    if (this.failure) throw this.failure;
  }

  private rest(): void {
    this.running -= 1;
    if (this.running === 0) this.quiet?.();
  }

  kill(actor: Actor): void {
    actor.isDead = true;
    actor.stop.abort(new Death());
    for (const gate of this.gates.filter((waiting) => waiting.actor === actor)) gate.let('die before');
  }

  /** The same work, with a gate before it. */
  gated<A extends unknown[], T>(actor: Actor, step: string, work: (...given: A) => Promise<T>, isCall = false): (...given: A) => Promise<T> {
    return async (...given) => {
      if (actor.isDead) throw new Death();
      const verdict = await new Promise<Parameters<Gate['let']>[0]>((resolve) => {
        const gate: Gate = {
          actor, step, isCall,
          let: (what) => {
            this.gates.splice(this.gates.indexOf(gate), 1);
            this.running += 1;
            resolve(what);
          },
        };
        this.gates.push(gate);
        this.rest();
      });
      if (verdict === 'die before') {
        if (!actor.isDead) this.kill(actor);
        throw new Death();
      }
      const value = await work(...given);
      if (verdict === 'die after') {
        this.kill(actor);
        throw new Death();
      }
      return value;
    };
  }

  /** A worker's ledger; taking a lock is no step of its own. */
  ledgerOf(actor: Actor, ledger: Ledger): Ledger {
    const steps = ['contents', 'save', 'claimProbe'] as const;
    return { ...ledger, ...Object.fromEntries(steps.map((name) => [name, this.gated(actor, name, ledger[name].bind(ledger) as (...given: unknown[]) => Promise<unknown>)])) };
  }

  hotlineOf(actor: Actor, hotline: NcmecHotline): NcmecHotline {
    const calls = ['open', 'upload', 'describe', 'finish', 'retract'] as const;
    return { ...hotline, ...Object.fromEntries(calls.map((name) => [name, this.gated(actor, name, hotline[name].bind(hotline) as (...given: unknown[]) => Promise<unknown>, true)])) };
  }
}
