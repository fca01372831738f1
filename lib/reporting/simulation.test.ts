import { expect, test } from 'vitest';
import { Dice } from './testing/dice';
import { memoryWorld } from './testing/memory-world';
import { Simulation } from './testing/simulate';

/** SIMULATION_SEED plays one run again; SIMULATION_FILINGS says how many reports are filed. */
const { SIMULATION_SEED, SIMULATION_FILINGS } = process.env;
const FILINGS = Number(SIMULATION_FILINGS ?? 10_000);
const A_RUN = 10;
/** Of chaos, a run; what is left then comes to its end in peace. */
const STEPS = 360;

async function play(seed: number): Promise<Simulation> {
  const dice = new Dice(seed);
  const world = memoryWorld(dice, A_RUN);
  const simulation = new Simulation(world, dice);
  try {
    await simulation.run(STEPS);
  } catch (error) {
    throw new Error(`SIMULATION_SEED=${seed}\n${simulation.story.slice(-60).join('\n')}`, { cause: error });
  }
  return simulation;
}

test(`${FILINGS} filings through crashes, faults of every kind and a moved clock: each is finished exactly once, in a legal order, nothing stays open, and the page always says where it stands`, async () => {
  const first = Number(SIMULATION_SEED ?? Math.trunc(Math.random() * 1_000_000_000));
  const runs = SIMULATION_SEED === undefined ? FILINGS / A_RUN : 1;
  console.info(`SIMULATION_SEED=${first}`);
  for (let run = 0; run < runs; run += 1) await play(first + run);
  expect(runs).toBeGreaterThan(0);
}, 300_000);
