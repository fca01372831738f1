/** What a bench is given: an empty migrated database of its own, and a configuration that points at it. */
export interface BenchContext {
  /** The database under the application's role, and under its owner's. */
  readonly url: string;
  readonly ownerUrl: string;
  /** Measures one figure and prints its line. */
  measure(figure: Figure): Promise<void>;
}

/** What a file of this folder exports as its default. */
export type Bench = (context: BenchContext) => Promise<void>;

/** Does the work once. The time that it takes counts, unless it answers with a number, which then counts instead. */
type Work = (run: number) => Promise<number | undefined | void>;

export interface Figure {
  metric: string;
  /** What the numbers are: `ms` for elapsed time. With `ratio` the value is the subject's by the baseline's. */
  unit: string;
  target: number;
  /** Whether the target is a ceiling or a floor. */
  better: 'lower' | 'higher';
  subject: Work;
  /** What it is compared with, measured in turn with it so that both meet the same machine. */
  baseline?: Work;
  /** How many runs count; one more before them warms up. */
  runs?: number;
}

export interface Line {
  bench: string;
  metric: string;
  value: number;
  unit: string;
  target: number;
  ok: boolean;
  n: number;
  /** The baseline's own median. */
  baseline?: number;
  /** The smallest and the largest run. */
  spread: [min: number, max: number];
}

async function once(work: Work, run: number): Promise<number> {
  const begin = performance.now();
  const answer = await work(run);
  return typeof answer === 'number' ? answer : performance.now() - begin;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** The middle of the values; of two middles their mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1];
  const high = sorted[Math.floor(middle)];
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing.');
  return (low + high) / 2;
}

/** Runs the work and its baseline in turn and takes the median, which one disturbed run cannot move. */
export async function measure(bench: string, figure: Figure): Promise<Line> {
  const { metric, unit, target, better, subject, baseline, runs = 7 } = figure;
  const [values, baselines]: [number[], number[]] = [[], []];
  for (let run = 0; run <= runs; run += 1) {
    const own = await once(subject, run);
    const other = baseline && (await once(baseline, run));
    if (run === 0) continue;
    values.push(other !== undefined && unit === 'ratio' ? own / other : own);
    if (other !== undefined) baselines.push(other);
  }
  const value = median(values);
  const ok = better === 'lower' ? value <= target : value >= target;
  return { bench, metric, value: round(value), unit, target, ok, n: runs, ...(baseline && { baseline: round(median(baselines)) }), spread: [round(Math.min(...values)), round(Math.max(...values))] };
}
