import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '@/lib/kernel';

export interface StoredFile {
  readonly fileId: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly md5: string;
  readonly sha256: string;
  readonly detailsXml: string | null;
}

export interface StoredReport {
  readonly id: string;
  readonly state: 'open' | 'finished' | 'retracted' | 'expired';
  readonly openedAt: string;
  /** The last time that a file came or was described. */
  readonly modifiedAt: string;
  readonly xml: string;
  readonly files: readonly StoredFile[];
}

export interface Store {
  find(id: string): StoredReport | undefined;
  /** Oldest first. */
  list(): readonly StoredReport[];
  nextId(): string;
  /** On disk before it returns, so that an answer given is never forgotten. */
  save(report: StoredReport): void;
}

const FIRST_ID = 4_000_001;
const HOUR_MS = 3_600_000;

/**
 * Keeps reports in a file of JSON lines, each the whole of a report; the last line about a report holds. The bytes
 * of files are not kept.
 * @throws Error when the file is damaged other than by a last line cut short.
 */
export function openStore(dir: string, clock: Clock): Store {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = path.join(dir, 'reports.jsonl');
  const reports = load(file);
  let newest = [...reports.keys()].reduce((highest, id) => Math.max(highest, Number(id)), FIRST_ID - 1);

  function save(report: StoredReport): void {
    appendFileSync(file, `${JSON.stringify(report)}\n`, { mode: 0o600 });
    reports.set(report.id, report);
  }

  function expire(report: StoredReport): StoredReport {
    if (report.state !== 'open' || clock.now().getTime() < expiresAt(report)) return report;
    const expired = { ...report, state: 'expired' } as const;
    save(expired);
    return expired;
  }

  return {
    find(id) {
      const report = reports.get(id);
      return report && expire(report);
    },
    list: () => [...reports.values()].map(expire),
    nextId: () => String((newest += 1)),
    save,
  };
}

/** An unfinished report is deleted 24 h after it was opened or 1 h after its last change, whichever is later. */
function expiresAt({ openedAt, modifiedAt }: StoredReport): number {
  return Math.max(Date.parse(openedAt) + 24 * HOUR_MS, Date.parse(modifiedAt) + HOUR_MS);
}

function load(file: string): Map<string, StoredReport> {
  if (!existsSync(file)) return new Map();
  const content = readFileSync(file, 'utf8');
  // A process killed while writing leaves half a line, about which nobody was ever answered.
  const whole = content.slice(0, content.lastIndexOf('\n') + 1);
  if (whole.length < content.length) truncateSync(file, Buffer.byteLength(whole));
  const lines = whole.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const report = JSON.parse(line) as StoredReport;
      return [report.id, report];
    }),
  );
}
