import type { NcmecHotline } from '@/lib/hotlines';
import { type FaultKind, type ProtocolCall, faultInput, inProcessHotline } from '@/lib/hotlines/testing';
import { randomIds } from '@/lib/kernel';
import { runMachine } from '../machine';
import type { Dice } from './dice';
import { Invariants } from './invariants';
import { type Actor, Stage } from './stage';
import type { World } from './world';

const MINUTE_MS = 60_000;
const CALLS = ['submit', 'upload', 'fileinfo', 'finish', 'retract'] as const satisfies readonly ProtocolCall[];
const KINDS: readonly FaultKind[] = ['hang', 'cut-before', 'cut-after', 'http401', 'http429', 'http500', 'http503', 'code1000', 'code', 'wrong-md5', 'without-id', 'malformed', 'huge'];
const CODES = [1100, 2000, 3100, 4000, 4100, 4110, 7001];
/** Of a report or file that is there all the same. Of a retraction it would be a lie about the one thing that can be asked. */
const STATE_CODES = [5001, 5002, 5101];
const DOWN: readonly FaultKind[] = ['cut-before', 'http503', 'code1000', 'http401'];

/** One run: chaos for a while, then everything works again and whatever is left comes to its end. */
export class Simulation {
  readonly stage = new Stage();
  readonly invariants: Invariants;
  private workers: Actor[] = [];
  private named = 0;
  /** What happened, for whoever has to understand a failure. */
  readonly story: string[] = [];

  constructor(
    private readonly world: World,
    private readonly dice: Dice,
  ) {
    this.invariants = new Invariants(world);
  }

  async run(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      await this.stage.settled();
      if (this.stage.gates.length > 0 && this.dice.under(0.8)) this.letOneGoOn();
      else await this.happen();
      if (step % 8 === 0) await this.check();
    }
    await this.calm();
  }

  private async check(): Promise<void> {
    await this.stage.settled();
    await this.invariants.check(this.stage.gates.filter(({ isCall }) => isCall).length);
  }

  private letOneGoOn(): void {
    const gate = this.dice.of(this.stage.gates);
    const verdict = this.dice.under(0.04) ? this.dice.of(['die before', 'die after'] as const) : 'go';
    this.story.push(`${gate.actor.name} ${gate.step} ${verdict}`);
    gate.let(verdict);
  }

  private async happen(): Promise<void> {
    const { dice, world } = this;
    const roll = dice.next();
    if (roll < 0.5) await this.startSome();
    else if (roll < 0.72) this.advance();
    else if (roll < 0.86) this.spoil();
    else if (roll < 0.9) world.box.faults.clear();
    else if (roll < 0.96) await this.retryOne();
    else if (roll < 0.98) await this.withdrawOne();
    else this.loseLock();
  }

  private async startSome(): Promise<void> {
    const { dice, world } = this;
    if (this.stage.gates.length > 8) return;
    const due = await world.due();
    // Jobs come also when nothing is due, and twice.
    const all = due.length > 0 && dice.under(0.85) ? due.slice(0, 3) : (await world.reports()).map(({ id }) => id);
    this.start(dice.of(all));
  }

  private start(reportId: string): void {
    this.workers = this.workers.filter(({ isDead }) => !isDead);
    if (this.workers.length < 3) this.workers.push({ name: `worker ${(this.named += 1)}`, stop: new AbortController(), isDead: false });
    const actor = this.dice.of(this.workers);
    this.story.push(`${actor.name} takes ${reportId}`);
    this.startAs(actor, reportId);
  }

  startAs(actor: Actor, reportId: string): void {
    const { world, dice, stage } = this;
    const ledger = stage.ledgerOf(actor, this.invariants.watching(world.openLedger()));
    const hotline = stage.hotlineOf(actor, this.invariants.hearing(actor.name, this.hotline));
    const reach = () => Promise.resolve({ kind: 'api', hotline, host: 'hotline.example', parallel: world.parallel } as const);
    stage.start(() => runMachine({ ledger, reach, clock: world.clock, ids: randomIds, random: dice.next, isTestMode: true }, reportId, actor.stop.signal));
  }

  private get hotline(): NcmecHotline {
    return inProcessHotline(this.world.box, this.world.clock);
  }

  private advance(): void {
    const { dice } = this;
    const ms = dice.of([1_000, 5_000, 10_000, 30_000, MINUTE_MS, 5 * MINUTE_MS, 16 * MINUTE_MS, dice.under(0.1) ? 25 * 60 * MINUTE_MS : 61 * MINUTE_MS]);
    this.story.push(`${ms / 1000} s pass`);
    this.world.clock.advance(ms);
  }

  private spoil(): void {
    const { dice, world } = this;
    const isOutage = dice.under(0.15);
    const kind = isOutage ? dice.of(DOWN) : dice.of(KINDS);
    const call = isOutage ? 'any' : kind === 'wrong-md5' ? 'upload' : kind === 'without-id' ? dice.of(['submit', 'upload'] as const) : dice.of(CALLS);
    const fault = faultInput.parse({ call, kind, ...(kind === 'code' && { code: dice.of(call === 'retract' ? CODES : [...CODES, ...STATE_CODES]), description: 'Validation failed: incidentSummary/platform is too long' }), ...(isOutage ? { every: true } : { count: dice.between(1, 3) }) });
    this.story.push(`fault ${kind} for ${call}${isOutage ? ' until cleared' : ''}`);
    world.box.faults.add(fault);
  }

  private async retryOne(): Promise<void> {
    const stuck = (await this.world.reports()).filter(({ state }) => state === 'needs_attention' || state === 'refused');
    if (stuck.length === 0) return;
    const { id } = this.dice.of(stuck);
    this.story.push(`retried ${id}`);
    await this.world.retry(id);
  }

  private async withdrawOne(): Promise<void> {
    const waiting = (await this.world.reports()).filter(({ state, dueAt }) => state === 'waiting' && dueAt > this.world.clock.now());
    if (waiting.length === 0) return;
    const { id } = this.dice.of(waiting);
    this.story.push(`withdrew ${id}`);
    await this.world.withdraw(id);
  }

  private loseLock(): void {
    const held = this.invariants.held();
    if (!this.world.loseLock || held.length === 0) return;
    const id = this.dice.of(held);
    this.story.push(`lock of ${id} lost`);
    this.world.loseLock(id);
  }

  /** Nothing fails any more: everything has to come to its end by itself, a supervisor's retries apart. */
  async calm(): Promise<void> {
    const { world, stage } = this;
    world.box.faults.clear();
    for (let round = 0; round < 2_000; round += 1) {
      await stage.settled();
      const [gate] = stage.gates;
      if (gate) {
        gate.let('go');
        continue;
      }
      const due = await world.due();
      if (due[0] !== undefined) {
        this.start(due[0]);
        continue;
      }
      const open = (await world.reports()).filter(({ state }) => state !== 'filed' && state !== 'withdrawn');
      if (open.length === 0) return this.invariants.checkEnd();
      const stuck = open.filter(({ state }) => state === 'needs_attention' || state === 'refused');
      for (const { id } of stuck) await world.retry(id);
      if (stuck.length === 0) world.clock.advance(30_000);
    }
    throw new Error(`What was left did not come to its end: ${JSON.stringify((await world.reports()).filter(({ state }) => state !== 'filed'))}`);
  }
}
