import type { SealedObject } from '@/lib/evidence';

/**
 * What a referral tells, once: every document of a package (pages, tables, CASE) is written from this and from nothing
 * else. Redactions are applied to it before anybody writes a word, so what is not in here is in no document.
 * Times are Dates, in UTC where a document shows them, with the sender's own writing beside where the platform sent it.
 */
export interface ReferralFacts {
  readonly referral: AboutReferral;
  /** Of an emergency: who is in danger of what, and how that is known, in the words of whoever asked for it. Null otherwise. */
  readonly danger: string | null;
  readonly subject: AccountFacts;
  /** Everybody who takes part, the subject first; third persons under their stand-in. */
  readonly accounts: readonly AccountFacts[];
  readonly exhibits: readonly ExhibitFacts[];
  readonly reports: readonly ReportedFacts[];
  readonly notes: readonly NoteFacts[];
  readonly clocks: readonly ClockFacts[];
  readonly custody: readonly CustodyEntry[];
  /** What was taken out, by kind and number; never what it was. */
  readonly redactions: RedactionSummary;
}

export interface AboutReferral {
  readonly id: string;
  /** R-2026-00007. */
  readonly number: string;
  readonly kind: 'disclosure' | 'emergency';
  readonly profile: 'full' | 'simple' | 'report_only';
  /** A deployment in test mode describes no real incident, and every page of the package says so. */
  readonly isTest: boolean;
  readonly caseNumber: string;
  readonly caseOpenedAt: Date;
  readonly agency: { readonly name: string; readonly country: string; readonly unit: string | null; readonly contactName: string };
  /** Null where nothing was demanded: an emergency. */
  readonly legalBasis: { readonly processType: string; readonly words: string; readonly reference: string; readonly authority: string; readonly issuedAt: Date | null; readonly deadline: Date | null } | null;
  /** Of an emergency: who of the authority asked, and their own number for it, as far as anybody did. */
  readonly asked: { readonly authority: string; readonly reference: string } | null;
  /** Pseudonyms. */
  readonly requestedBy: string;
  readonly approvedBy: string;
  readonly releasedBy: string;
  readonly requestedAt: Date;
  readonly approvedAt: Date;
  readonly releasedAt: Date;
  /** When it was gathered for the package, after the release. */
  readonly madeAt: Date;
  /** The number of the referral that this one replaces. */
  readonly reissueOf: string | null;
  /** The company that hands it over, and whom to ask. */
  readonly provider: { readonly name: string; readonly contact: string; readonly email: string; readonly phone: string | null };
  readonly scope: { readonly from: Date | null; readonly until: Date | null; readonly withAccounts: boolean; readonly withReports: boolean; readonly withNotes: boolean };
}

export interface AccountFacts {
  /** A1, A2 …: how documents refer to it. */
  readonly name: string;
  readonly platform: string;
  readonly externalId: string;
  readonly screenName: string | null;
  readonly displayName: string | null;
  readonly profileUrl: string | null;
  readonly emails: readonly string[];
  /** Their identifiers were taken out: what is here is the stand-in. */
  readonly isThirdPerson: boolean;
}

export interface ExhibitFacts {
  /** E01, E02 …: stable over every issue of the case's referrals. */
  readonly name: string;
  readonly itemId: string;
  readonly externalId: string;
  readonly platform: string;
  readonly occurredAt: Date;
  readonly occurredAtText: string;
  readonly receivedAt: Date;
  readonly conversation: { readonly externalId: string; readonly encryption: string | null } | null;
  /** Names of accounts (A1 …). */
  readonly participants: readonly string[];
  readonly messages: readonly MessageFacts[];
  readonly files: readonly FileFacts[];
  readonly signals: readonly { readonly kind: string; readonly words: string; readonly file: string | null }[];
  readonly ipEvents: readonly { readonly account: string; readonly ip: string; readonly port: number | null; readonly event: string; readonly at: Date; readonly atText: string }[];
  readonly decisions: readonly DecisionFacts[];
}

export interface MessageFacts {
  readonly id: string;
  readonly externalId: string;
  /** Name of an account. */
  readonly sender: string;
  readonly sentAt: Date;
  readonly sentAtText: string;
  /** Null for one without words; "[redacted]" where its words were taken out. */
  readonly text: string | null;
  readonly isFlagged: boolean;
  /** Names of exhibits' files. */
  readonly files: readonly string[];
}

export interface FileFacts {
  /** E01-1. */
  readonly name: string;
  /** Within the bag, `data/items/E01-1.jpg`; null where the package does not hold it. */
  readonly path: string | null;
  /** Only messages that were taken out carried it, so that its hashes are told and its bytes stay. */
  readonly isTakenOut?: true;
  readonly mediaId: string;
  readonly contentType: string;
  readonly byteSize: number;
  readonly sha256: string;
  readonly sha1: string;
  readonly md5: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly receivedAt: Date;
  /** Where its bytes come from; documents have no use for it. */
  readonly source: SealedObject;
}

export interface DecisionFacts {
  readonly by: string;
  readonly at: Date;
  readonly outcome: string;
  readonly words: string;
  readonly basis: string;
  readonly incidentType: string | null;
  readonly annotations: readonly string[];
  readonly dangerNow: readonly string[];
  readonly dangerReason: string | null;
  readonly policyVersion: string;
}

export interface ReportedFacts {
  readonly id: string;
  readonly hotline: string;
  readonly hotlineName: string;
  readonly state: string;
  readonly isTest: boolean;
  readonly filedAt: Date | null;
  readonly receipt: string | null;
  /** Names of exhibits that it covers. */
  readonly exhibits: readonly string[];
  readonly files: readonly { readonly file: string; readonly isViewed: boolean }[];
}

export interface NoteFacts {
  readonly by: string;
  readonly at: Date;
  readonly version: number;
  readonly text: string;
}

export interface ClockFacts {
  readonly words: string;
  readonly startsAt: Date;
  /** Null for a hold that lasts until it is lifted. */
  readonly endsAt: Date | null;
}

/** One event of the log that touches the case: who had it, when, what was done, and that the log has it. */
export interface CustodyEntry {
  readonly eventId: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly words: string;
  /** Names of exhibits or their files that it is about. */
  readonly about: readonly string[];
  /** Id of the report that it is about; documents do not show it. Undefined where it is about none. */
  readonly report?: string;
  /** Position in the log. Null while it waits for one; nothing is packed before all have it (`settleCustody`). */
  readonly index: number | null;
  /** The log's entry, word for word; null where it holds words that do not leave. */
  readonly leaf: Uint8Array | null;
  /** SHA-256 over a zero byte and the entry (RFC 6962): what the proof is over, also where the entry itself stays here. */
  readonly leafHash: Uint8Array;
}

export interface RedactionSummary {
  /** Those of whom something stood somewhere. */
  readonly persons: number;
  readonly messages: number;
  /** Those that stood somewhere, each once. */
  readonly phrases: number;
}
