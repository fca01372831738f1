interface ProcessType {
  readonly words: string;
  /** Two letters, or null for what is of no single country. */
  readonly country: string | null;
  /** The rule that it rests on. */
  readonly source: string;
  /** What it can demand: records about an account, or what people wrote and sent as well. */
  readonly reach: 'records' | 'content';
}

/**
 * Kinds of legal process that an authority demands data by. What each reaches is what its rule says on its face; whether
 * a paper that came in is one of them, and good, is for the company's lawyers.
 */
export const PROCESS_TYPES = {
  us_search_warrant: { words: 'Search warrant (USA)', country: 'US', source: '18 USC 2703(a), (b)(1)(A) and (c)(1)(A)', reach: 'content' },
  us_court_order: { words: 'Court order under 2703(d) (USA)', country: 'US', source: '18 USC 2703(c)(1)(B) and (d)', reach: 'records' },
  us_subpoena: { words: 'Subpoena (USA)', country: 'US', source: '18 USC 2703(c)(2)', reach: 'records' },
  us_consent: { words: 'Consent of the account’s holder (USA)', country: 'US', source: '18 USC 2702(b)(3) and (c)(2)', reach: 'content' },
  uk_production_order: { words: 'Overseas production order (UK)', country: 'GB', source: 'Crime (Overseas Production Orders) Act 2019, s. 1', reach: 'content' },
  uk_communications_data: { words: 'Communications data notice (UK)', country: 'GB', source: 'Investigatory Powers Act 2016, Part 3', reach: 'records' },
  eu_production_order: { words: 'European production order', country: null, source: 'Regulation (EU) 2023/1543, Art. 5', reach: 'content' },
  ca_production_order: { words: 'Production order (Canada)', country: 'CA', source: 'Criminal Code, s. 487.014', reach: 'content' },
  au_stored_communications: { words: 'Stored communications warrant (Australia)', country: 'AU', source: 'Telecommunications (Interception and Access) Act 1979, Part 3-3', reach: 'content' },
  mutual_assistance: { words: 'Mutual legal assistance', country: null, source: 'The treaty that the request names', reach: 'content' },
  national_order: { words: 'Order of another country’s court or prosecutor', country: null, source: 'The law that the order names', reach: 'content' },
} as const satisfies Record<string, ProcessType>;
export type ProcessTypeId = keyof typeof PROCESS_TYPES;
export const PROCESS_TYPE_IDS = Object.keys(PROCESS_TYPES) as [ProcessTypeId, ...ProcessTypeId[]];

/** What it is called. Rows outlive versions: one that is not known here goes by its id. */
export const processWords = (id: string): string => (Object.hasOwn(PROCESS_TYPES, id) ? PROCESS_TYPES[id as ProcessTypeId].words : id);

/** The rule that the words rest on; the id where it is not known here. */
export const processSource = (id: string): string => (Object.hasOwn(PROCESS_TYPES, id) ? PROCESS_TYPES[id as ProcessTypeId].source : id);
