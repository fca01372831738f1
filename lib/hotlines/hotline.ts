import type { ReportFacts } from './facts';

/**
 * What the desk expects of an authority that takes reports over an API: a report is opened, files are added and
 * described, and it is finished; until it is finished it can be retracted. Report ids are strings of digits (they
 * outgrow a JavaScript number), file ids are opaque strings.
 */
export interface Hotline<Report, FileDetails> {
  readonly name: string;
  /** Are the address and the credentials good? Changes nothing. */
  checkStatus(options?: CallOptions): Promise<Answer<void>>;
  /** Opens a report; nothing is filed until `finish`. */
  open(report: Report, options?: CallOptions): Promise<Answer<{ readonly reportId: string }>>;
  /** `md5` is of the bytes as the authority received them, 32 hex digits: compare it with one's own. */
  upload(
    reportId: string,
    file: OutgoingFile,
    options?: CallOptions,
  ): Promise<Answer<{ readonly fileId: string; readonly md5: string }>>;
  describe(reportId: string, fileId: string, details: FileDetails, options?: CallOptions): Promise<Answer<void>>;
  /** Files the report: from here on it can be neither changed nor retracted. */
  finish(reportId: string, options?: CallOptions): Promise<Answer<{ readonly fileIds: readonly string[] }>>;
  /** Withdraws an unfinished report. A `state` answer tells where the report really stands. */
  retract(reportId: string, options?: CallOptions): Promise<Answer<void>>;
}

export interface OutgoingFile {
  readonly name: string;
  /** A media type, for example `image/png`. */
  readonly contentType: string;
  readonly byteSize: number;
  /** Read once, to its end, no faster than it is sent. When it fails, so does the call, as if the network had. */
  readonly content: AsyncIterable<Uint8Array>;
}

export interface CallOptions {
  /** Ends the call at once, for example when the worker shuts down. */
  readonly signal?: AbortSignal;
  /** How long to wait for the whole answer. */
  readonly timeoutMs?: number;
}

/**
 * How a call ended, by what the caller must do next:
 * - `ok`: it is done.
 * - `retry`: the authority or the network failed; try again with growing pauses. With `isInDoubt` the call may have
 *   taken effect without our knowing: retract, or ask otherwise, before repeating it.
 * - `stop`: credentials, permissions or address are wrong; repeating would do harm. Alert an administrator.
 * - `rejected`: what we sent is wrong. Show it to the reviewer; repeating it unchanged is futile.
 * - `state`: the report or file is not where we thought it was; `state` says where it is.
 *
 * `message` is ours, calm and safe to show. What the authority said is in `call.description`.
 */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly call: Call }
  | {
      readonly kind: 'retry';
      readonly code?: number;
      readonly message: string;
      readonly isInDoubt: boolean;
      readonly call: Call;
    }
  | { readonly kind: 'stop'; readonly code?: number; readonly message: string; readonly call: Call }
  | { readonly kind: 'rejected'; readonly code: number; readonly message: string; readonly call: Call }
  | {
      readonly kind: 'state';
      readonly code: number;
      readonly state: ReportState;
      readonly message: string;
      readonly call: Call;
    };

/** Where a report stands at the authority when it is not simply open. `missing` also means expired. */
export type ReportState = 'missing' | 'file_missing' | 'retracted' | 'finished' | 'unknown';

/**
 * How a report is sent in one piece, by a gateway or by mail. `key` is the same each time one report is sent, so that
 * the other side can tell a repetition; `reference` is null where none comes back by itself.
 */
export interface Courier {
  readonly name: string;
  deliver(parcel: Parcel, options?: CallOptions): Promise<Answer<{ readonly reference: string | null }>>;
}

export interface Parcel {
  readonly key: string;
  readonly facts: ReportFacts;
  readonly files: readonly ParcelFile[];
}

export interface ParcelFile extends OutgoingFile {
  /** 64 hex digits: what is signed names each file by it, and so covers the bytes that follow. */
  readonly sha256: string;
}

/** One side of a call as it was, without credentials; of a body that is a file, what it was instead of its bytes. */
export interface Kept {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The record of one call, for the caller to keep. It never holds credentials; the bodies are content, to be sealed. */
export interface Call {
  readonly request?: Kept | undefined;
  readonly response?: Kept | undefined;
  readonly method: 'GET' | 'POST';
  /** Relative to the authority's base address, for example `/submit`. */
  readonly path: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly httpStatus?: number;
  readonly responseCode?: number;
  /** The authority's own words. They may quote the report, so they are to be kept like content. */
  readonly description?: string;
  /** The authority's name for this call, to quote when asking their support. */
  readonly requestId?: string;
}
