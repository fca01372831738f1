import type { Readable } from 'node:stream';
import type { Entry } from '@/lib/audit';
import type { Caller } from '@/lib/db';
import type { WrappedKey } from '@/lib/evidence';
import type { Answer, NcmecFileDetails } from '@/lib/hotlines';
import type { Channel } from '@/lib/hotlines/schema';
import type { SystemActor } from '@/lib/kernel';
import type { Health, News } from './breaker';
import type { ReportState } from './schema';
import type { OpenedReport } from './seal-report';

/** A report as far as filing is concerned. */
export interface FiledReport {
  readonly id: string;
  readonly caseId: string;
  readonly itemId: string;
  readonly hotline: string;
  readonly channel: Channel;
  readonly isTest: boolean;
  readonly state: ReportState;
  readonly urgency: number;
  readonly knownAt: Date;
  readonly dueAt: Date;
  readonly retryAt: Date | null;
  readonly attempts: number;
  /** How often something failed on our side since a call last went well. */
  readonly unexpected: number;
  readonly hotlineReportId: string | null;
  /** The key of its first item, under which what is kept of its calls is sealed. */
  readonly key: WrappedKey;
}

export interface FileToSend {
  readonly id: string;
  /** Null for a file that the desk wrote. */
  readonly mediaId: string | null;
  /** For which it is sent. */
  readonly item: { readonly id: string; readonly caseId: string };
  readonly name: string;
  readonly contentType: string;
  readonly details: NcmecFileDetails;
  /** 32 hex digits in lower case. */
  readonly md5: string;
  /** 64 hex digits in lower case. */
  readonly sha256: string;
  readonly byteSize: number;
  /** A new stream each time. It fails with BrokenSeal where what is stored was changed. */
  readonly open: () => Promise<Readable>;
}

/** What is sent: as it was assembled, and kept sealed since. */
export interface Contents {
  readonly body: OpenedReport;
  readonly files: readonly FileToSend[];
}

/** Something to be put right in a report before it is sent again, in our own words; never content. */
export interface ProblemField {
  /** As in `victim/0/ipCaptureEvent/2/port` or `files/1/industryClassification`; empty for the report as a whole. */
  readonly path: string;
  readonly words: string;
  readonly whatToDo: string;
}

export interface CallMade {
  readonly name: string;
  readonly answer: Answer<unknown>;
  /** When the answer was fine as such and yet wrong, for example another checksum. */
  readonly outcome?: string;
}

/** What one step changes, all of it or nothing. */
export interface Change {
  readonly to: ReportState;
  readonly set?: {
    readonly attempts?: number;
    readonly unexpected?: number;
    readonly hotlineReportId?: string | null;
    readonly openedAt?: Date | null;
    readonly retryAt?: Date | null;
    readonly problem?: string | null;
    readonly problemFields?: readonly ProblemField[] | null;
    readonly remindAt?: Date | null;
    readonly filedAt?: Date;
  };
  readonly call?: CallMade | undefined;
  /** What became of one of its files. */
  readonly file?: { readonly id: string; readonly hotlineFileId?: string; readonly describedAt?: Date };
  /** The hotline has none of its files any more. */
  readonly forgetsFiles?: boolean;
  readonly entry?: Pick<Entry, 'action' | 'details'>;
  /** When to go on. */
  readonly wakeAt?: Date;
  /** What it says of the hotline. */
  readonly news?: News | undefined;
  /** Another one that waits for the hotline asks next. */
  readonly passesTurn?: boolean;
}

export interface Step {
  readonly caller: Caller<SystemActor>;
  /** As last saved: a step is saved only while the report's state and attempt are still these. */
  readonly report: FiledReport;
  readonly change: Change;
}

/** Somebody else has the report meanwhile: this attempt is over and must touch nothing. */
export class Superseded extends Error {}

/**
 * Where filing keeps what it knows. The machine itself (file.ts, steps.ts, deliver.ts, breaker.ts) runs over this, in
 * production on PostgreSQL and in simulations in memory, and is the same in both.
 */
export interface Ledger {
  /**
   * Runs `work` while nobody else, in whatever process, works on the report. Its signal fires when that may no longer be so.
   * @returns false when somebody else does; then nothing was done.
   */
  holding(reportId: string, signal: AbortSignal, work: (held: AbortSignal) => Promise<void>): Promise<boolean>;
  /** One of a host's lines, over all processes. @returns what gives it back; null when all are taken. */
  takeSlot(host: string, parallel: number): Promise<(() => Promise<void>) | null>;
  find(reportId: string): Promise<FiledReport | null>;
  contents(report: FiledReport): Promise<Contents>;
  /** Saves one step in a short transaction of its own. @throws Superseded */
  save(step: Step): Promise<void>;
  /** How often a file of it arrived changed. */
  wrongChecksums(reportId: string): Promise<number>;
  health(report: FiledReport): Promise<Health>;
  /** Whether this report is the one that may ask whether the hotline answers again; if so, nobody else may until `until`. */
  claimProbe(report: FiledReport, times: { readonly now: Date; readonly until: Date }): Promise<boolean>;
  wake(report: FiledReport, at: Date): Promise<void>;
  foundBroken(caller: Caller<SystemActor>, file: FileToSend): Promise<void>;
}
