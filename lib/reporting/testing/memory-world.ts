import { inMemorySandbox, minimalReport } from '@/lib/hotlines/testing';
import { manualClock, randomIds } from '@/lib/kernel';
import { canMove, firstStateOf } from '../rules';
import { TIDY_EVERY_MS } from '../sweep';
import type { Dice } from './dice';
import { type KeptReport, type Memory, emptyMemory, fileOf, memoryLedger, sweepMemory } from './memory-ledger';
import type { World } from './world';

const START = new Date('2026-11-23T09:00:00Z');
const NO_KEY = { wrappedKey: new Uint8Array(), kekId: 'none' };

export interface MemoryWorld extends World {
  readonly memory: Memory;
}

/** So many reports of mixed urgency, in memory, with up to three files each. */
export function memoryWorld(dice: Dice, count: number): MemoryWorld {
  const clock = manualClock(START);
  const box = inMemorySandbox({ clock, ids: randomIds });
  const memory = emptyMemory(clock, dice.next);
  for (let index = 0; index < count; index += 1) {
    const id = `report-${String(index).padStart(4, '0')}`;
    const at = new Date(START.getTime() + dice.between(0, 60_000));
    const report: KeptReport = {
      id, caseId: id, itemId: id, hotline: 'ncmec', channel: 'api', isTest: true, state: 'waiting', urgency: dice.between(0, 2_999), knownAt: at, dueAt: new Date(at.getTime() + 10_000),
      retryAt: null, attempts: 0, unexpected: 0, hotlineReportId: null, key: NO_KEY, problem: null, problemFields: null, openedAt: null, remindAt: null, filedAt: null, updatedAt: at,
    };
    memory.reports.set(id, report);
    const files = Array.from({ length: dice.between(0, 3) }, (_, file) => fileOf(report, file, Buffer.from(`${id} file ${file}`)));
    memory.contents.set(id, { body: { facts: null, report: { ...minimalReport, additionalInfo: `Desk's reference: ${id}.` }, files: [] }, files });
  }

  const change = (id: string, data: Partial<KeptReport>) => {
    const report = memory.reports.get(id)!;
    if (data.state && !canMove(report.state, data.state)) throw new Error(`A report cannot move from ${report.state} to ${data.state}.`);
    memory.reports.set(id, { ...report, ...data, updatedAt: clock.now() });
    return Promise.resolve();
  };

  return {
    memory, clock, box, parallel: 4,
    openLedger: () => memoryLedger(memory),
    reports: () => Promise.resolve([...memory.reports.values()].map((report) => ({ ...report, md5s: memory.contents.get(report.id)!.files.map(({ md5 }) => md5) }))),
    due: () => Promise.resolve(sweepMemory(memory, TIDY_EVERY_MS)),
    retry: (id) => {
      if (memory.health.probeAt && memory.health.probeAt > clock.now()) memory.health = { ...memory.health, probeAt: clock.now() };
      return change(id, { state: firstStateOf(memory.reports.get(id)!), problem: null, problemFields: null, retryAt: null });
    },
    withdraw: (id) => change(id, { state: 'withdrawn' }),
    loseLock(id) {
      const lock = memory.locks.get(id);
      memory.locks.delete(id);
      lock?.abort(new Error('The connection that holds the lock is closed.'));
    },
    reportIn: (xml) => /Desk&apos;s reference: (report-\d+)|Desk's reference: (report-\d+)/.exec(xml)?.slice(1).find(Boolean),
  };
}
