import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Clock } from '@/lib/kernel';
import { ASKS_WITHIN_MS, type Health, PROBE_LEASE_MS, WELL, isDown, learn } from '../breaker';
import { type CallMade, type Contents, type FileToSend, type FiledReport, type Ledger, type ProblemField, Superseded } from '../ledger';
import { isMoving, planOf } from '../rules';

/** A report as the memory keeps it: what filing knows, and what a page shows of it. */
export interface KeptReport extends FiledReport {
  readonly problem: string | null;
  readonly problemFields: readonly ProblemField[] | null;
  readonly openedAt: Date | null;
  readonly remindAt: Date | null;
  readonly filedAt: Date | null;
  readonly updatedAt: Date;
}

/** What all workers share, as they share a database. */
export interface Memory {
  readonly clock: Clock;
  readonly random: () => number;
  readonly reports: Map<string, KeptReport>;
  readonly contents: Map<string, Contents>;
  /** Each report's calls, in their order. */
  readonly calls: Map<string, CallMade[]>;
  readonly locks: Map<string, AbortController>;
  health: Health;
  /** Alerts that the hotline is down, raised and settled. */
  readonly told: ('down' | 'up')[];
}

export function emptyMemory(clock: Clock, random: () => number): Memory {
  return { clock, random, reports: new Map(), contents: new Map(), calls: new Map(), locks: new Map(), health: WELL, told: [] };
}

/** A file of these bytes, to be sent. */
export function fileOf(report: Pick<FiledReport, 'id' | 'itemId' | 'caseId'>, index: number, bytes: Buffer): FileToSend {
  const digest = (name: string) => createHash(name).update(bytes).digest('hex');
  return {
    id: `${report.id}-${index}`, mediaId: null, item: { id: report.itemId, caseId: report.caseId }, name: `file-${index + 1}.bin`, contentType: 'application/octet-stream', details: { fileViewedByEsp: false },
    md5: digest('md5'), sha256: digest('sha256'), byteSize: bytes.length, open: () => Promise.resolve(Readable.from([bytes])),
  };
}

const bySooner = (one: FiledReport, other: FiledReport): number =>
  one.urgency - other.urgency || one.knownAt.getTime() - other.knownAt.getTime() || (one.id < other.id ? -1 : 1);

/** Looks as the sweep of the database does: ids of what should move, the most urgent first. */
export function sweepMemory(memory: Memory, tidyEveryMs: number): string[] {
  const now = memory.clock.now();
  const { probeAt, turnOfId } = memory.health;
  if (isDown(memory.health) && probeAt && probeAt <= now && (turnOfId === null || probeAt.getTime() <= now.getTime() - PROBE_LEASE_MS)) {
    const within = now.getTime() + ASKS_WITHIN_MS;
    const [asker] = [...memory.reports.values()].filter(({ state, retryAt }) => isMoving(state) && retryAt && retryAt.getTime() <= within).sort(bySooner);
    if (asker?.retryAt && asker.retryAt > now) memory.reports.set(asker.id, { ...asker, retryAt: now });
  }
  const isDue = (report: KeptReport): boolean => {
    const { kind } = planOf(report, now);
    return kind === 'go' || (kind === 'tidy' && now.getTime() - report.updatedAt.getTime() >= tidyEveryMs);
  };
  return [...memory.reports.values()].filter((report) => isDue(report) && !memory.locks.has(report.id)).sort(bySooner).map(({ id }) => id);
}

/** Filing's ledger, in memory. Every worker has one over the same memory. */
export function memoryLedger(memory: Memory): Ledger {
  const { clock, random, reports, calls, locks } = memory;

  function take(key: string): AbortController | null {
    if (locks.has(key)) return null;
    const lost = new AbortController();
    locks.set(key, lost);
    return lost;
  }
  const giveBack = (key: string, own: AbortController): void => {
    // What was lost may be somebody else's by now.
    if (locks.get(key) === own) locks.delete(key);
  };

  return {
    async holding(reportId, signal, work) {
      const lock = take(reportId);
      if (!lock) return false;
      try {
        await work(AbortSignal.any([signal, lock.signal]));
        return true;
      } finally {
        giveBack(reportId, lock);
      }
    },
    takeSlot(host, parallel) {
      for (let line = 0; line < parallel; line += 1) {
        const key = `${host} ${line}`;
        const slot = take(key);
        if (slot) return Promise.resolve(() => Promise.resolve(giveBack(key, slot)));
      }
      return Promise.resolve(null);
    },
    find: (reportId) => Promise.resolve(reports.get(reportId) ?? null),
    contents: ({ id }) => Promise.resolve(memory.contents.get(id)!),
    async save({ report, change: { to, set = {}, call, news, passesTurn } }) {
      const row = reports.get(report.id);
      if (row?.state !== report.state || row.attempts !== report.attempts) throw new Superseded(report.id);
      reports.set(report.id, { ...row, ...set, state: to, updatedAt: clock.now() });
      if (call) calls.set(report.id, [...(calls.get(report.id) ?? []), call]);
      if (news) await learn(bookOf(memory), news, clock.now(), random());
      if (passesTurn) passTurn(memory, report);
    },
    wrongChecksums: (reportId) => Promise.resolve((calls.get(reportId) ?? []).filter(({ outcome }) => outcome === 'wrong_checksum').length),
    health: () => Promise.resolve(memory.health),
    claimProbe(report, { now, until }) {
      const within = now.getTime() + ASKS_WITHIN_MS;
      const lately = new Date(now.getTime() - PROBE_LEASE_MS);
      const asks = ({ state, retryAt, dueAt, updatedAt }: KeptReport): boolean =>
        isMoving(state) ? (retryAt ? retryAt.getTime() <= within : updatedAt > lately) : state === 'waiting' && dueAt <= now && dueAt > lately;
      const isTidying = !isMoving(report.state) && report.state !== 'waiting';
      const { probeAt, turnOfId } = memory.health;
      if (!probeAt || probeAt > now) return Promise.resolve(false);
      const isInOrder = () => ![...reports.values()].some((other) => other.id !== report.id && asks(other) && (isTidying || bySooner(other, report) < 0));
      if (turnOfId !== report.id && !((turnOfId === null || probeAt <= lately) && isInOrder())) return Promise.resolve(false);
      memory.health = { ...memory.health, probeAt: until, turnOfId: null };
      return Promise.resolve(true);
    },
    // Whatever is due is found by looking.
    wake: () => Promise.resolve(),
    foundBroken: () => Promise.resolve(),
  };
}

function passTurn(memory: Memory, from: FiledReport): void {
  const now = memory.clock.now();
  const within = now.getTime() + ASKS_WITHIN_MS;
  const [next] = [...memory.reports.values()].filter(({ id, state, retryAt }) => id !== from.id && isMoving(state) && retryAt && retryAt.getTime() <= within).sort((one, other) => one.attempts - other.attempts || bySooner(one, other));
  if (!next || !isDown(memory.health)) return;
  memory.reports.set(next.id, { ...next, retryAt: now });
  memory.health = { ...memory.health, turnOfId: next.id, probeAt: now };
}

function bookOf(memory: Memory): Parameters<typeof learn>[0] {
  const { clock, reports, told } = memory;
  const done = Promise.resolve();
  return {
    read: () => Promise.resolve(memory.health),
    write: (health) => (memory.health = health, done),
    sayDown: () => (told.push('down'), done),
    sayUp: () => (told.push('up'), done),
    release() {
      for (const row of reports.values()) if (isMoving(row.state) && row.retryAt && row.retryAt > clock.now()) reports.set(row.id, { ...row, retryAt: null, problem: null });
      return done;
    },
  };
}
