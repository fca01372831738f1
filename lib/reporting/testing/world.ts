import type { InMemorySandbox } from '@/lib/hotlines/testing';
import type { Clock } from '@/lib/kernel';
import type { FiledReport, Ledger, ProblemField } from '../ledger';

/** A report as its page shows it. */
export interface CheckedReport extends Pick<FiledReport, 'id' | 'state' | 'dueAt' | 'retryAt' | 'hotlineReportId' | 'channel'> {
  readonly problem: string | null;
  readonly problemFields: readonly ProblemField[] | null;
  /** MD5 of what has to arrive, in order; null where the desk wrote the file itself. */
  readonly md5s: readonly (string | null)[];
}

/** Reports on their way, and everything around them that may go wrong. */
export interface World {
  readonly clock: Clock & { advance(ms: number): void };
  readonly box: InMemorySandbox;
  readonly parallel: number;
  /** What another worker knows and may do. */
  openLedger(): Ledger;
  reports(): Promise<readonly CheckedReport[]>;
  /** Which reports the desk would have looked at now, the most urgent first. */
  due(): Promise<readonly string[]>;
  /** As a supervisor sends a stuck report on its way again. */
  retry(reportId: string): Promise<void>;
  /** As its maker takes a report back. */
  withdraw(reportId: string): Promise<void>;
  /** Somebody's lock is gone without their noticing at once; where that can be played. */
  loseLock?(reportId: string): void;
  /** Whose document this is. */
  reportIn(xml: string): string | undefined;
}
