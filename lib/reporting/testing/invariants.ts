import type { NcmecHotline } from '@/lib/hotlines';
import type { Ledger } from '../ledger';
import { isMoving } from '../rules';
import { REPORT_STATES } from '../schema';
import type { World } from './world';

const LONGEST_PAUSE_MS = 15 * 60_000;

function hold(isTrue: boolean, what: string, about: unknown): asserts isTrue {
  if (!isTrue) throw new Error(`${what}: ${JSON.stringify(about)}`);
}

/** What must be true at every moment, and what at the end. */
export class Invariants {
  /** The hotline's ids that were saved: what is open under one of them is the desk's to close. */
  private readonly known = new Set<string>();
  /** What each worker asked for each of the hotline's reports: one letter a call. */
  private readonly asked = new Map<string, string>();
  private readonly holders = new Map<string, number>();

  constructor(private readonly world: World) {}

  /** Reports that somebody works on. */
  held(): string[] {
    return [...this.holders.keys()];
  }

  watching(ledger: Ledger): Ledger {
    const count = (reportId: string, by: number) => {
      const now = (this.holders.get(reportId) ?? 0) + by;
      if (now > 0) this.holders.set(reportId, now);
      else this.holders.delete(reportId);
    };
    return {
      ...ledger,
      holding: (reportId, signal, work) =>
        ledger.holding(reportId, signal, async (held) => {
          count(reportId, 1);
          await work(held).finally(() => count(reportId, -1));
        }),
      save: async (step) => {
        await ledger.save(step);
        const id = step.change.set?.hotlineReportId;
        if (id) this.known.add(id);
      },
    };
  }

  hearing(who: string, hotline: NcmecHotline): NcmecHotline {
    const note = (id: string, letter: string) => {
      const key = `${who} ${id}`;
      const sequence = `${this.asked.get(key) ?? ''}${letter}`;
      // Opened by this worker, or retracted by another; nothing comes after finish but the question how it ended.
      hold(/^(?:OU*D*F?)?R*$/.test(sequence), 'the order of calls is not legal', { key, sequence });
      if (letter === 'F') hold(count(sequence, 'U') === count(sequence, 'D'), 'finished with files that were not described', { key, sequence });
      this.asked.set(key, sequence);
    };
    return {
      ...hotline,
      async open(report) {
        const answer = await hotline.open(report);
        if (answer.kind === 'ok') note(answer.value.reportId, 'O');
        return answer;
      },
      upload: (id, file) => (note(id, 'U'), hotline.upload(id, file)),
      describe: (id, fileId, details) => (note(id, 'D'), hotline.describe(id, fileId, details)),
      finish: (id) => (note(id, 'F'), hotline.finish(id)),
      retract: (id) => (note(id, 'R'), hotline.retract(id)),
    };
  }

  /** @param inCall how many workers are about to call. */
  async check(inCall: number): Promise<void> {
    const { world } = this;
    const now = world.clock.now().getTime();
    hold(inCall <= world.parallel, 'more calls at once than the host takes', inCall);
    const finished = this.finished();
    for (const report of await world.reports()) {
      const { id, state, retryAt, problem, problemFields, hotlineReportId } = report;
      const mine = finished.filter((each) => each.of === id);
      hold(mine.length <= 1, 'finished more than once', { report, mine });
      hold(REPORT_STATES[state] !== undefined, 'a state without words', report);
      if (state === 'filed') hold(mine[0]?.id === hotlineReportId, 'said filed of what the hotline does not have', { report, mine });
      if (state === 'withdrawn') hold(mine.length === 0, 'filed what was withdrawn', report);
      if (state === 'refused') hold((problemFields?.length ?? 0) > 0, 'refused, and nobody knows what', report);
      if (state === 'needs_attention' || state === 'refused') hold(problem?.includes('a supervisor sends it') ?? false, 'stuck without saying why and who acts', report);
      if (isMoving(state) && retryAt && retryAt.getTime() > now) {
        hold(problem !== null, 'sleeps without saying why', report);
        hold(retryAt.getTime() - now <= LONGEST_PAUSE_MS, 'sleeps too long', report);
      }
      // In nobody's hands: then it is found by looking, at once or when its pause is over.
      const isAtRest = ['filed', 'withdrawn', 'waiting', 'needs_attention', 'refused'].includes(state);
      hold(isAtRest || isMoving(state), 'in limbo', report);
    }
  }

  private finished(): { id: string; of: string | undefined; report: ReturnType<World['box']['store']['list']>[number] }[] {
    return this.world.box.store.list().flatMap((report) => (report.state === 'finished' ? [{ id: report.id, of: this.world.reportIn(report.xml), report }] : []));
  }

  async checkEnd(): Promise<void> {
    await this.check(0);
    const finished = this.finished();
    const reports = await this.world.reports();
    for (const report of reports) {
      const mine = finished.filter(({ of }) => of === report.id);
      hold(mine.length === (report.state === 'filed' ? 1 : 0), 'not finished exactly once', report);
      for (const { report: { files } } of mine) {
        hold(files.every(({ detailsXml }) => detailsXml !== null), 'a file without its description', files);
        hold(files.length === report.md5s.length && files.every(({ md5 }, at) => [md5, null].includes(report.md5s[at] ?? null)), 'other files than were sent', { report, files });
      }
    }
    for (const { id, state } of this.world.box.store.list()) hold(state !== 'open' || !this.known.has(id), 'left open at the hotline', id);
    hold(this.holders.size === 0, 'a lock that nobody gave back', [...this.holders]);
  }
}

const count = (text: string, letter: string): number => [...text].filter((each) => each === letter).length;
