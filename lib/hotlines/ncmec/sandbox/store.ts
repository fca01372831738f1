import type { Clock } from '@/lib/kernel';
import type { Lines } from './lines';

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
  save(report: StoredReport): void;
}

const FIRST_ID = 4_000_001;
const HOUR_MS = 3_600_000;

/** Keeps reports; each line is the whole of one, and the last about it holds. The bytes of files are not kept. */
export function openStore(lines: Lines<StoredReport>, clock: Clock): Store {
  const reports = new Map(lines.read().map((report) => [report.id, report]));
  let newest = [...reports.keys()].reduce((highest, id) => Math.max(highest, Number(id)), FIRST_ID - 1);

  function save(report: StoredReport): void {
    lines.append(report);
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
export function expiresAt({ openedAt, modifiedAt }: Pick<StoredReport, 'openedAt' | 'modifiedAt'>): number {
  return Math.max(Date.parse(openedAt) + 24 * HOUR_MS, Date.parse(modifiedAt) + HOUR_MS);
}
