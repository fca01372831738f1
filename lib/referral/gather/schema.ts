import type { SharedTerm, TermFinding } from '../redact/schema';

/** What a referral would hand over if it were made now, and what would be taken out of it, place by place: content. */
export interface ReferralPreview {
  readonly exhibits: readonly {
    /** E01: the same in every referral of the case. */
    readonly name: string;
    readonly itemId: string;
    /** The platform's own reference, without what is taken out. */
    readonly externalId: string;
    readonly messages: number;
    /** Of the item's messages, those outside of the dates. */
    readonly messagesLeftOut: number;
    readonly files: number;
    /** Of the item's files, those that only messages outside of the dates carried. */
    readonly filesLeftOut: number;
    /** Of the files, those that are destroyed: their hashes are told, their bytes are gone. */
    readonly filesDestroyed: number;
    /** Of what is handed over. */
    readonly byteSize: number;
    readonly ipEvents: number;
    /** In words, why the item cannot be handed over; null when it can. */
    readonly problem: string | null;
  }[];
  readonly accounts: readonly {
    readonly id: string;
    /** A1: the same in every referral of the case. */
    readonly name: string;
    /** As the desk knows them. */
    readonly externalId: string;
    readonly screenName: string | null;
    readonly isSubject: boolean;
    readonly isTakenOut: boolean;
  }[];
  readonly reports: number;
  readonly notes: number;
  /** Of the custody log as it is now. */
  readonly custody: {
    readonly entries: number;
    /** Entries that hold something to be taken out, or a reason that staff typed: their hash goes, their words stay. */
    readonly byHashAlone: number;
  };
  /** Of all files that are handed over. */
  readonly byteSize: number;
  /** Messages whose words are taken out, of those that are handed over: "E01, message 3". */
  readonly messagesTakenOut: readonly string[];
  /** Files that only those messages carried: their hashes are told, their bytes stay. */
  readonly filesTakenOut: readonly {
    /** E01-2. */
    readonly name: string;
    /** The same file where it is handed over all the same, since other messages or exhibits have it: E02-1. */
    readonly leavesAs: readonly string[];
  }[];
  /** Every term that stands anywhere in what is handed over, the most frequent first. */
  readonly findings: readonly TermFinding[];
  /** Looked for and found nowhere. */
  readonly notFound: readonly string[];
  readonly shared: readonly SharedTerm[];
}
