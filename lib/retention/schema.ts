import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

/** A span that a rule names. Calendar years end on the same day; one that begins on 29 February ends on 1 March. */
export type Span = { readonly years: number } | { readonly days: number };

interface ClockRule {
  readonly words: string;
  readonly span: Span;
  /** `reference`: the authority's number alone, whose row is never removed; everything else is content. */
  readonly covers: 'content' | 'reference';
  /** Where the rule stands, and how we know it. */
  readonly source: string;
  /**
   * An agency of this country may have depictions destroyed while the clock runs (ISO 3166-1 alpha-2); null where nobody
   * may. It reaches files alone: words stay until the clock is over.
   */
  readonly yieldsTo: string | null;
}

/** Clocks that a filing starts. Kept with every preservation, so an id never changes its meaning. */
export const CLOCK_RULES = {
  us_2258a_h: {
    words: 'One year from a report to NCMEC',
    span: { years: 1 },
    covers: 'content',
    source: '18 USC 2258A(h)(1) and (2): a completed submission is a request to preserve its contents, and context that is reasonably accessible, for a year. 18 USC 2258B(c)(3): a depiction is destroyed when a law enforcement agency asks for it. Both read in the statute.',
    yieldsTo: 'US',
  },
  uk_si_2026_268_content: {
    words: 'One year from a report to the NCA',
    span: { years: 1 },
    covers: 'content',
    source: 'SI 2026/268, regulation 8: content, what was submitted, what it was judged by and the user’s data, for a year. Known from several independent notes and in part from the text.',
    yieldsTo: null,
  },
  uk_si_2026_268_reference: {
    words: 'Five years for the NCA’s reference',
    span: { years: 5 },
    covers: 'reference',
    source: 'SI 2026/268, regulation 8: the unique reference, for five years. Known from several independent notes.',
    yieldsTo: null,
  },
  ca_21_days: {
    words: '21 days from a report to Cybertip.ca',
    span: { days: 21 },
    covers: 'content',
    source: 'Mandatory Reporting Act (Canada, 2011), as summarised before 2024: second-hand, and later changes were not checked. Ask counsel, and place a hold where more is due.',
    yieldsTo: null,
  },
  desk_year: {
    words: 'One year from a report, by the desk’s own rule',
    span: { years: 1 },
    covers: 'content',
    source: 'No rule of this authority is known to us. The desk keeps what was reported as long as 18 USC 2258A(h)(1) would have it.',
    yieldsTo: null,
  },
} as const satisfies Record<string, ClockRule>;
export type ClockRuleId = keyof typeof CLOCK_RULES;

/** Rules that keep an authority's number alone; no content stays for them. */
export const REFERENCE_RULES: readonly string[] = Object.entries(CLOCK_RULES).flatMap(([id, { covers }]) => (covers === 'reference' ? [id] : []));

/** Which clocks a filing at a hotline starts; at any other, OTHER_CLOCKS. */
export const CLOCKS_OF_HOTLINE: ReadonlyMap<string, readonly ClockRuleId[]> = new Map([
  ['ncmec', ['us_2258a_h']],
  ['uk-nca', ['uk_si_2026_268_content', 'uk_si_2026_268_reference']],
  ['cybertip-ca', ['ca_21_days']],
]);
export const OTHER_CLOCKS: readonly ClockRuleId[] = ['desk_year'];

interface HoldKind {
  readonly words: string;
  readonly hint: string;
  readonly needsAgency: boolean;
  /** `days`: fixed by law; `date`: whoever places it says until when; `open`: until it is lifted. */
  readonly ends: { readonly days: number; readonly renewals: number } | 'date' | 'open';
}

/** What somebody can ask for to have a case kept. */
export const HOLD_KINDS = {
  us_2703f: {
    words: 'Preservation request, 18 USC 2703(f)',
    hint: '90 days from the request, and 90 more when the agency asks again.',
    needsAgency: true,
    ends: { days: 90, renewals: 1 },
  },
  agency: { words: 'Preservation asked for by an agency, on another basis', hint: 'For as long as the agency’s paper says.', needsAgency: true, ends: 'date' },
  legal: { words: 'Legal hold', hint: 'Litigation or counsel’s advice. It stands until somebody lifts it.', needsAgency: false, ends: 'open' },
  longer: { words: 'Kept longer with a reason', hint: '18 USC 2258A(h)(5): longer than the year, to reduce the spread of it.', needsAgency: false, ends: 'date' },
} as const satisfies Record<string, HoldKind>;
export type HoldKindId = keyof typeof HOLD_KINDS;
export const HOLD_KIND_NAMES = Object.keys(HOLD_KINDS) as HoldKindId[];

export const RETENTION_REASON = { least: 10, most: 500 } as const;
export const REFERENCE_MAX = 120;
/** The desk's own work counts a hold that somebody lifted for so long still: a wrong click is mended by placing it again. */
export const LIFT_GRACE_DAYS = 3;
/** However long something is kept, somebody looks at it as often as this. */
export const REVIEW_DAYS_MAX = 180;

const reason = storable(z.string()).trim().min(RETENTION_REASON.least, `At least ${RETENTION_REASON.least} characters: say why`).max(RETENTION_REASON.most, `At most ${RETENTION_REASON.most} characters`);
const reference = storable(z.string()).trim().min(1, 'The reference on the paper, or our own').max(REFERENCE_MAX, `At most ${REFERENCE_MAX} characters`);
const day = z.iso.date('A day, as 2027-03-31');
const holdId = z.uuid();
const destructionId = z.uuid();

export const placeHoldInput = z.object({
  /** What people say aloud: C-2026-00042. */
  caseNumber: storable(z.string()).trim().regex(/^C-\d{4}-\d{5,}$/i, 'The number of a case, as C-2026-00042').transform((text) => text.toUpperCase()),
  kind: z.enum(HOLD_KIND_NAMES),
  agencyId: z.uuid().nullable().default(null),
  reference,
  reason,
  /** The day on which it was asked for; of 2703(f) the 90 days come after it. */
  startsOn: day,
  endsOn: day.nullable().default(null),
  reviewOn: day,
});
export type PlaceHoldInput = z.output<typeof placeHoldInput>;
export const renewHoldInput = z.object({ holdId, reason });
export const reviewHoldInput = z.object({ holdId, reviewOn: day, isMine: z.boolean().default(false) });
export type ReviewHoldInput = z.output<typeof reviewHoldInput>;
export const liftHoldInput = z.object({ holdId, reason });

/** What people can ask for; the two others are the desk’s own work. */
export const ASKED_KINDS = { expiry: 'Everything that kept it is over', agency_demand: 'An agency demands it, 18 USC 2258B(c)' } as const;
export const DESTRUCTION_KINDS = { ...ASKED_KINDS, not_violating: 'Not violating, and its time is over', erasure: 'The platform asked for its erasure' } as const;
export type DestructionKindId = keyof typeof DESTRUCTION_KINDS;
/** Whether the desk does it by itself, and nobody has to agree. */
export const isOwnKind = (kind: DestructionKindId): boolean => !Object.hasOwn(ASKED_KINDS, kind);
/** A request that nobody agreed to for so long is none any more: it must not keep the desk from its own work on the case. */
export const REQUEST_DAYS = 30;
export const DESTRUCTION_STATES = { awaiting_approval: 'Waits for a second person', approved: 'Agreed to, about to be done', destroying: 'Keys are gone; files are being removed', done: 'Destroyed', withdrawn: 'Withdrawn' } as const;

export const requestDestructionInput = z
  .object({
    caseNumber: placeHoldInput.shape.caseNumber,
    kind: z.enum(Object.keys(ASKED_KINDS) as (keyof typeof ASKED_KINDS)[]),
    /** Numbers of the case's items, from 1; none for all of it. */
    items: z.array(z.int().min(1).max(100_000)).max(1_000).default([]),
    agencyId: z.uuid().nullable().default(null),
    reference: reference.nullable().default(null),
    reason,
  })
  .refine(({ kind, agencyId }) => kind !== 'agency_demand' || agencyId !== null, { path: ['agencyId'], error: 'Choose the agency that demands it' })
  .refine(({ kind, reference: given }) => kind !== 'agency_demand' || given !== null, { path: ['reference'], error: 'The reference on the agency’s paper' });
export type RequestDestructionInput = z.output<typeof requestDestructionInput>;
export const destructionInput = z.object({ destructionId });
export const withdrawDestructionInput = z.object({ destructionId, reason });

export const dryRunInput = z.object({ caseNumber: placeHoldInput.shape.caseNumber });
export const certificateInput = z.object({ destructionId });

/** One thing that a destruction made unreadable for good. Hashes are in lower-case hexadecimal. */
const destroyedPart = z.object({
  what: z.enum(['file', 'item', 'case', 'report']),
  id: z.uuid(),
  /** Of a file as it was received; of an item, a report, the sealed bytes whose key is gone. */
  sha256: z.string().nullable(),
  sha1: z.string().nullable(),
  md5: z.string().nullable(),
  byteSize: z.number().nullable(),
});
export type DestroyedPart = z.output<typeof destroyedPart>;

const act = z.object({ by: z.string(), at: z.string().nullable() });
/** What a certificate of destruction states. Times are in ISO 8601; people go by their pseudonyms. */
export const destructionStatement = z.object({
  number: z.string(),
  case: z.string(),
  because: z.string(),
  reason: z.string(),
  demandedBy: z.object({ name: z.string(), country: z.string(), reference: z.string().nullable() }).nullable(),
  requested: act,
  agreed: act,
  keysDestroyedAt: z.string(),
  destroyed: z.array(destroyedPart),
  /** Files that were part of it and are there still, since an item that is not destroyed holds them, too. */
  notDestroyed: z.array(destroyedPart),
});
export type DestructionStatement = z.output<typeof destructionStatement>;
