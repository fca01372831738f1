import { expect, test } from 'vitest';
import { faultInput } from '@/lib/hotlines/testing';
import { Dice } from './testing/dice';
import { type MemoryWorld, memoryWorld } from './testing/memory-world';
import { Simulation } from './testing/simulate';
import type { Actor, Gate } from './testing/stage';

const HOUR_MS = 3_600_000;
const worker = (name: string): Actor => ({ name, stop: new AbortController(), isDead: false });

/** One report, due, and two workers that may both come to hold it. */
function scene() {
  const dice = new Dice(7);
  const world = memoryWorld(dice, 1);
  world.clock.advance(HOUR_MS);
  const simulation = new Simulation(world, dice);
  const [id = ''] = world.memory.reports.keys();
  return { world, simulation, id, one: worker('one'), other: worker('other') };
}

/** Lets a worker go on until it stands before this step, for the how manieth time. */
async function until({ stage }: Simulation, actor: Actor, step: string, nth = 1): Promise<Gate> {
  for (let seen = 0; ; ) {
    await stage.settled();
    const gate = stage.gates.find((waiting) => waiting.actor === actor);
    if (!gate) throw new Error(`${actor.name} never came to ${step}`);
    if (gate.step === step && (seen += 1) === nth) return gate;
    gate.let('go');
  }
}

const states = ({ box }: MemoryWorld) => box.store.list().map(({ state }) => state);

test('the answer to finish is lost with the worker, and the next one retracts a report that is finished: it is filed, with that number, and not opened again', async () => {
  const { world, simulation, id, one } = scene();
  simulation.startAs(one, id);
  (await until(simulation, one, 'finish')).let('die after');
  await simulation.stage.settled();
  expect([world.memory.reports.get(id)?.state, states(world)]).toEqual(['finishing', ['finished']]);
  await simulation.calm();
  expect(states(world)).toEqual(['finished']);
  expect(world.memory.reports.get(id)).toMatchObject({ state: 'filed', hotlineReportId: world.box.store.list()[0]?.id });
});

test('a worker that lost its lock stands before finish while another retracts its report: its finish comes too late, saves nothing, and the other’s is the one', async () => {
  const { world, simulation, id, one, other } = scene();
  simulation.startAs(one, id);
  const last = await until(simulation, one, 'finish');
  world.loseLock?.(id);
  simulation.startAs(other, id);
  (await until(simulation, other, 'retract')).let('go');
  await until(simulation, other, 'open');
  last.let('go');
  await simulation.calm();
  expect(states(world)).toEqual(['retracted', 'finished']);
});

test('the other way round: the late finish comes first, so the retraction is refused and nothing is filed twice', async () => {
  const { world, simulation, id, one, other } = scene();
  simulation.startAs(one, id);
  const last = await until(simulation, one, 'finish');
  world.loseLock?.(id);
  simulation.startAs(other, id);
  const question = await until(simulation, other, 'retract');
  last.let('go');
  await simulation.stage.settled();
  question.let('go');
  await simulation.calm();
  expect(states(world)).toEqual(['finished']);
});

test('stuck after it was opened, while the hotline lets nobody in: it is retracted once that is over, without anybody sending it on', async () => {
  const { world, simulation, id, one } = scene();
  simulation.startAs(one, id);
  await until(simulation, one, 'upload').catch(() => until(simulation, one, 'finish'));
  world.box.faults.add(faultInput.parse({ call: 'any', kind: 'http401', every: true }));
  for (const { stage } = simulation; stage.gates.length > 0; await stage.settled()) stage.gates[0]?.let('go');
  expect([world.memory.reports.get(id)?.state, states(world)]).toEqual(['needs_attention', ['open']]);
  world.box.faults.clear();
  for (let minute = 0; minute < 15 && states(world)[0] === 'open'; minute += 1) {
    world.clock.advance(60_000);
    for (const due of await world.due()) simulation.startAs(one, due);
    await simulation.stage.settled();
    for (const { stage } = simulation; stage.gates.length > 0; await stage.settled()) stage.gates[0]?.let('go');
  }
  expect([states(world), world.memory.reports.get(id)]).toEqual([['retracted'], expect.objectContaining({ state: 'needs_attention', hotlineReportId: null })]);
});
