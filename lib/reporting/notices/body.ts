/** What a platform does with the account and the items once a report was filed; it knows what each means for it. */
const ACTS = ['remove', 'suspend', 'preserve'] as const;

/**
 * What a platform is told: its own ids and what to do, in the form that Standard Webhooks asks for. Nothing in it says
 * to whom a report went, what was found, or under which number, so that whoever reads a platform's logs can warn nobody.
 */
export interface NoticeBody {
  readonly type: 'report.filed';
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly data: {
    /** The platform's own references of what was flagged, in the order of the report. */
    readonly itemExternalIds: readonly string[];
    /** The platform's own id of the account. */
    readonly accountExternalId: string;
    readonly acts: typeof ACTS;
    /** Until when what belongs to it must be kept (ISO 8601, UTC). */
    readonly preserveUntil: string;
    readonly isTest: boolean;
  };
}

interface Told {
  readonly at: Date;
  readonly itemExternalIds: readonly string[];
  readonly accountExternalId: string;
  readonly preserveUntil: Date;
  readonly isTest: boolean;
}

/** The notice of one report. Pure: a notice that is sent again says the same, byte for byte. */
export function noticeBody({ at, itemExternalIds, accountExternalId, preserveUntil, isTest }: Told): NoticeBody {
  return {
    type: 'report.filed',
    timestamp: at.toISOString(),
    data: { itemExternalIds, accountExternalId, acts: ACTS, preserveUntil: preserveUntil.toISOString(), isTest },
  };
}
