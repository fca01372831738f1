/** Everything that a report is made of, as plain values: assembling one needs no database, no keys and no clock. */
export interface ReportFacts {
  readonly now: Date;
  readonly isTest: boolean;
  readonly platform: string;
  readonly itemExternalId: string;
  readonly occurredAt: Moment;
  readonly conversation: { readonly externalId: string; readonly encryption: string } | null;
  readonly subject: AccountFacts;
  /** Everybody else in the conversation. */
  readonly others: readonly AccountFacts[];
  readonly messages: readonly MessageFacts[];
  readonly signals: readonly SignalFacts[];
  readonly decision: DecisionFacts;
  readonly files: readonly FileFacts[];
  /** The hotline's ids of reports on the same account, filed before. */
  readonly priorReportIds: readonly string[];
  readonly reporter: ReporterFacts;
}

/** An instant and how it was written when it was sent, since the zone is a fact too. */
export interface Moment {
  readonly at: Date;
  readonly text: string;
}

export interface AccountFacts {
  readonly id: string;
  readonly externalId: string;
  readonly screenName: string | null;
  readonly displayName: string | null;
  readonly profileUrl: string | null;
  readonly emails: readonly { readonly address: string; readonly verified?: boolean }[];
  readonly ipEvents: readonly IpFacts[];
}

export interface IpFacts {
  readonly ip: string;
  readonly event: string;
  readonly at: Moment;
  readonly port: number | null;
}

export interface MessageFacts {
  readonly senderId: string;
  readonly sentAt: Moment;
  readonly text: string | null;
  readonly isFlagged: boolean;
  readonly mediaIds: readonly string[];
}

export interface SignalFacts {
  readonly kind: string;
  readonly detector: string | null;
  readonly list: string | null;
  readonly algorithm: string | null;
  readonly distance: number | null;
  readonly threshold: number | null;
  readonly quality: number | null;
  readonly exact: boolean;
  readonly isTest: boolean;
  readonly label: string | null;
  readonly score: number | null;
  readonly modelVersion: string | null;
  readonly reason: string | null;
  readonly reporterId: string | null;
  readonly mediaId: string | null;
}

export interface DecisionFacts {
  readonly outcome: string;
  readonly basis: 'facts' | 'blurred' | 'revealed';
  readonly incidentType: string | null;
  readonly annotations: readonly string[];
  readonly dangerNow: readonly string[];
  readonly dangerReason: string | null;
}

export interface FileFacts {
  readonly mediaId: string;
  readonly contentType: string;
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
  /** From the record of views: a person opened this file whole, for this item. */
  readonly isViewed: boolean;
  readonly industryClass: string | null;
  readonly annotations: readonly string[];
}

export interface ReporterFacts {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly company: string;
}
