/**
 * The closed lists of the hotlines' forms that screens offer as choices. They are the authority's exact strings:
 * a misspelt one is refused, so every other file takes them from here.
 */

/** One type a report. Sextortion is an annotation on a report, not a type of its own. */
export const INCIDENT_TYPES = [
  'Child Pornography (possession, manufacture, and distribution)',
  'Child Sex Trafficking',
  'Child Sex Tourism',
  'Child Sexual Molestation',
  'Misleading Domain Name',
  'Misleading Words or Digital Images on the Internet',
  'Online Enticement of Children for Sexual Acts',
  'Unsolicited Obscene Material Sent to a Child',
] as const;
export type IncidentType = (typeof INCIDENT_TYPES)[number];

/** What else is true of the incident as a whole; any number of them. */
export const REPORT_ANNOTATIONS = [
  'sextortion',
  'csamSolicitation',
  'minorToMinorInteraction',
  'spam',
  'sadisticOnlineExploitation',
] as const;
export type ReportAnnotation = (typeof REPORT_ANNOTATIONS)[number];

/** What is true of one file; any number of them. */
export const FILE_ANNOTATIONS = [
  'animeDrawingVirtualHentai',
  'potentialMeme',
  'viral',
  'possibleSelfProduction',
  'physicalHarm',
  'violenceGore',
  'bestiality',
  'liveStreaming',
  'infant',
  'generativeAi',
] as const;
export type FileAnnotation = (typeof FILE_ANNOTATIONS)[number];

/**
 * A prepubescent, B pubescent; 1 sex act, 2 lascivious exhibition. Only companies that signed the industry hash
 * sharing memorandum may send it, so it is never required.
 */
export const INDUSTRY_CLASSES = ['A1', 'A2', 'B1', 'B2'] as const;
export type IndustryClass = (typeof INDUSTRY_CLASSES)[number];

/** `Supplemental Reported` is context, for example the conversation as a file. */
export const FILE_RELEVANCES = ['Reported', 'Supplemental Reported'] as const;
export type FileRelevance = (typeof FILE_RELEVANCES)[number];

/** What an account did from an address or a device. A message sent is `Other`: the list has no word for it. */
export const CAPTURE_EVENTS = ['Login', 'Registration', 'Purchase', 'Upload', 'Other', 'Unknown'] as const;
export type CaptureEvent = (typeof CAPTURE_EVENTS)[number];

export const EMAIL_TYPES = ['Home', 'Work', 'Business', 'Recovery'] as const;
export const PHONE_TYPES = ['Mobile', 'Home', 'Business', 'Work', 'Fax', 'Internet', 'Recovery'] as const;
export const ADDRESS_TYPES = ['Home', 'Business', 'Billing', 'Shipping', 'Technical'] as const;
/** How another account stands to the one that it is named with. */
export const ASSOCIATIONS = ['Billing', 'Linked', 'Business', 'Creator', 'Parent/Guardian', 'Other'] as const;
/** Kinds of incident besides the direct messages themselves, by our names for them. */
export const INCIDENT_KINDS = ['web_page', 'email', 'newsgroup', 'chat', 'game', 'phone', 'place', 'peer_to_peer'] as const;

/** How an authority takes reports: over its API, on a form that a person fills in, over a company's own gateway, by sealed mail. */
export const CHANNELS = {
  api: 'Filed by the desk',
  portal: 'Handed in on the authority’s form',
  webhook: 'Sent to your own gateway',
  email: 'Sent as sealed mail',
} as const;
export type Channel = keyof typeof CHANNELS;

/** An authority that reports can go to. A further one is a data file in lib/hotlines/directory. */
export interface HotlineEntry {
  /** Kept with every report, so it never changes. */
  readonly id: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2, or null where it stands for no country. */
  readonly country: string | null;
  readonly channel: Channel;
  /** The form's or the authority's own address, for people. */
  readonly website: string | null;
  /** What it takes: text alone, files, or addresses only. */
  readonly takes: { readonly text: boolean; readonly files: boolean; readonly urlsOnly: boolean };
}
