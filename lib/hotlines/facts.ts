/**
 * Everything that a report is made of, as plain values: what an authority's form is filled from needs no database, no
 * keys and no clock. Every channel (API, portal, gateway, mail) is filled from these and from nothing else.
 */
export interface ReportFacts {
  readonly now: Date;
  readonly isTest: boolean;
  readonly platform: string;
  readonly subject: AccountFacts;
  /** At least one, in the order of the report; what is said once is said of the first. */
  readonly items: readonly ItemFacts[];
  /** The authority's ids of reports on the same account, filed before. */
  readonly priorReportIds: readonly string[];
  /** What this report adds to an earlier one, or null. */
  readonly supplement: { readonly to: string; readonly text: string } | null;
  readonly reporter: ReporterFacts;
  /** Whether the company may send the industry's classes: it signed the hash sharing memorandum. */
  readonly sendsIndustryClass: boolean;
}

/** One flagged thing that the report covers. */
export interface ItemFacts {
  readonly itemId: string;
  /** The platform's own reference. */
  readonly externalId: string;
  readonly occurredAt: Moment;
  readonly conversation: { readonly externalId: string; readonly encryption: string } | null;
  /** Everybody else in the conversation. */
  readonly others: readonly AccountFacts[];
  readonly messages: readonly MessageFacts[];
  readonly signals: readonly SignalFacts[];
  readonly decision: DecisionFacts;
  readonly files: readonly FileFacts[];
  /** Where else it happened than in these messages: pages, mail, games, telephones, places. */
  readonly incidents: readonly IncidentFacts[];
  readonly lawEnforcement: LawEnforcementFacts | null;
}

/** An instant and how it was written when it was sent, since the zone is a fact too. */
export interface Moment {
  readonly at: Date;
  readonly text: string;
}

export interface AccountFacts {
  readonly id: string;
  readonly externalId: string;
  /** Whom the platform, or the reviewer, takes to have been harmed. */
  readonly isVictim: boolean;
  readonly screenName: string | null;
  readonly displayName: string | null;
  readonly profileUrl: string | null;
  readonly emails: readonly EmailFacts[];
  readonly ipEvents: readonly IpFacts[];
  /** What else the platform said of the account: lib/intake/schema.ts, by the hotline's names. */
  readonly details: AccountDetails;
}

export interface EmailFacts {
  readonly address: string;
  readonly verified?: boolean | undefined;
  readonly type?: string | undefined;
  readonly verifiedAt?: string | undefined;
}

export interface IpFacts {
  readonly ip: string;
  /** Of CAPTURE_EVENTS, or a platform's own word. */
  readonly event: string;
  readonly at: Moment;
  readonly port: number | null;
  readonly isProxy?: boolean | undefined;
}

export interface PhoneFacts {
  readonly number: string;
  readonly type?: string | undefined;
  readonly verified?: boolean | undefined;
  readonly verifiedAt?: string | undefined;
  readonly countryCallingCode?: string | undefined;
  readonly extension?: string | undefined;
}

export interface AddressFacts {
  readonly address?: string | undefined;
  readonly city?: string | undefined;
  readonly zipCode?: string | undefined;
  readonly state?: string | undefined;
  readonly nonUsaState?: string | undefined;
  readonly country?: string | undefined;
  readonly type?: string | undefined;
}

export interface DeviceFacts {
  readonly idType: string;
  readonly idValue: string;
  readonly event?: string | undefined;
  readonly at?: string | undefined;
}

export interface DisablingFacts {
  readonly isDisabled: boolean;
  readonly disabledAt?: string | undefined;
  readonly userNotified?: boolean | undefined;
  readonly userNotifiedAt?: string | undefined;
  readonly reenabledAt?: string | undefined;
}

/** Everything optional that a platform can say of an account; times ISO 8601 with their offset, as sent. */
export interface AccountDetails {
  readonly firstName?: string | undefined;
  readonly middleName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly age?: number | undefined;
  /** YYYY-MM-DD. */
  readonly dateOfBirth?: string | undefined;
  readonly phones?: readonly PhoneFacts[] | undefined;
  readonly addresses?: readonly AddressFacts[] | undefined;
  readonly allEmailsReported?: boolean | undefined;
  readonly displayNames?: readonly string[] | undefined;
  readonly profileUrls?: readonly string[] | undefined;
  readonly profileBio?: string | undefined;
  readonly compromised?: boolean | undefined;
  readonly thirdPartyUser?: boolean | undefined;
  readonly vehicle?: string | undefined;
  readonly school?: string | undefined;
  readonly groupIdentifier?: string | undefined;
  readonly devices?: readonly DeviceFacts[] | undefined;
  readonly temporarilyDisabled?: DisablingFacts | undefined;
  readonly permanentlyDisabled?: DisablingFacts | undefined;
  readonly estimatedLocation?: { readonly city?: string | undefined; readonly region?: string | undefined; readonly countryCode?: string | undefined; readonly verified?: boolean | undefined; readonly at?: string | undefined } | undefined;
  readonly priorReports?: readonly string[] | undefined;
  readonly associated?: readonly AssociatedFacts[] | undefined;
  readonly additionalInfo?: string | undefined;
}

/** Another account of the same person, or one that stands beside theirs. */
export interface AssociatedFacts extends Omit<AccountDetails, 'associated' | 'thirdPartyUser'> {
  readonly relation: string;
  readonly platform?: string | undefined;
  readonly isThirdParty?: boolean | undefined;
  readonly externalId?: string | undefined;
  readonly service?: string | undefined;
  readonly screenName?: string | undefined;
  readonly emails?: readonly EmailFacts[] | undefined;
  readonly ipEvents?: readonly IpFacts[] | undefined;
}

/** By the hotline's kinds of incident; `chat` is made from the messages and stands here only for others. */
export interface IncidentFacts {
  /** Of INCIDENT_KINDS, or a platform's own word. */
  readonly kind: string;
  readonly urls?: readonly string[] | undefined;
  readonly isThirdPartyHosted?: boolean | undefined;
  readonly emails?: readonly EmailFacts[] | undefined;
  /** Of the newsgroup, chat client, room, game, console, peer-to-peer client or place. */
  readonly name?: string | undefined;
  readonly room?: string | undefined;
  readonly console?: string | undefined;
  readonly content?: string | undefined;
  readonly phone?: PhoneFacts | undefined;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly addresses?: readonly AddressFacts[] | undefined;
  readonly ipEvents?: readonly IpFacts[] | undefined;
  readonly fileNames?: string | undefined;
  readonly additionalInfo?: string | undefined;
}

export interface ContactFacts {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly emails?: readonly EmailFacts[] | undefined;
  readonly phones?: readonly PhoneFacts[] | undefined;
  readonly addresses?: readonly AddressFacts[] | undefined;
}

export interface LawEnforcementFacts {
  readonly agency: string;
  readonly caseNumber?: string | undefined;
  readonly officer?: ContactFacts | undefined;
  readonly isReported?: boolean | undefined;
  readonly hasDomesticProcess?: boolean | undefined;
  readonly hasInternationalProcess?: boolean | undefined;
  /** Of the international process. */
  readonly processCountry?: string | undefined;
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
  readonly decidedAt: Date;
  readonly basis: 'facts' | 'blurred' | 'revealed';
  readonly incidentType: string | null;
  readonly annotations: readonly string[];
  readonly dangerNow: readonly string[];
  readonly dangerReason: string | null;
}

export interface FileFacts {
  readonly mediaId: string;
  readonly contentType: string;
  readonly byteSize: number;
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
  /** Further hashes by name, for example PDQ. */
  readonly hashes: readonly { readonly type: string; readonly value: string }[];
  /** From the record of views: a person opened this file whole, for this item. */
  readonly isViewed: boolean;
  readonly industryClass: string | null;
  readonly annotations: readonly string[];
  /** Of the original, as far as it was read. */
  readonly exif: readonly { readonly name: string; readonly value: string }[];
  /** What the platform said of the file. */
  readonly name?: string | undefined;
  readonly originalName?: string | undefined;
  readonly location?: string | undefined;
  readonly isPublic?: boolean | undefined;
  readonly uploadedAt?: Moment | undefined;
  readonly uploadedFrom?: IpFacts | undefined;
  readonly devices?: readonly DeviceFacts[] | undefined;
  readonly additionalInfo?: readonly string[] | undefined;
}

export interface ReporterFacts extends ContactFacts {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly company: string;
  /** Whom law enforcement should contact: a role's mailbox, not a person's. */
  readonly contact?: ContactFacts | undefined;
  readonly termsOfService?: string | undefined;
  readonly legalUrl?: string | undefined;
}
