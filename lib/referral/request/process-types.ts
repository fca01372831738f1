interface ProcessType {
  readonly words: string;
  /** Of which countries an authority can use it, two letters each; null for any. */
  readonly countries: readonly string[] | null;
  /** The rule that it rests on. */
  readonly source: string;
  /** What it can demand: records about an account, or what people wrote and sent as well. */
  readonly reach: 'records' | 'content';
  /** The rule itself says until when it is answered: without that day it cannot be submitted. */
  readonly isDated?: true;
  /** Where it is answered, if not by handing the package to the agency: the desk knows no such system and sends nothing there. */
  readonly answered?: string;
}

/** Those that the Regulation binds: all of the Union but Denmark, which takes no part in it. */
const EU_EVIDENCE = ['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'] as const;

/**
 * Kinds of legal process that an authority demands data by. What each reaches is what its rule says on its face; whether
 * a paper that came in is one of them, and good, is for the company's lawyers.
 */
export const PROCESS_TYPES = {
  us_search_warrant: { words: 'Search warrant (USA)', countries: ['US'], source: '18 USC 2703(a), (b)(1)(A) and (c)(1)(A)', reach: 'content' },
  us_court_order: { words: 'Court order under 2703(d) (USA)', countries: ['US'], source: '18 USC 2703(c)(1)(B) and (d)', reach: 'records' },
  us_subpoena: { words: 'Subpoena (USA)', countries: ['US'], source: '18 USC 2703(c)(2)', reach: 'records' },
  us_consent: { words: 'Consent of the account’s holder (USA)', countries: ['US'], source: '18 USC 2702(b)(3) and (c)(2)', reach: 'content' },
  uk_production_order: { words: 'Overseas production order (UK)', countries: ['GB'], source: 'Crime (Overseas Production Orders) Act 2019, s. 1', reach: 'content' },
  uk_communications_data: { words: 'Communications data notice (UK)', countries: ['GB'], source: 'Investigatory Powers Act 2016, Part 3', reach: 'records' },
  eu_production_order: {
    words: 'European production order', countries: EU_EVIDENCE, source: 'Regulation (EU) 2023/1543, Art. 5 and 10', reach: 'content', isDated: true,
    answered: 'The order comes and is answered through the system of the country it is executed in: take the sealed package along, and upload it there under the order’s reference. It is due ten days after it was received, in an emergency eight hours.',
  },
  ca_production_order: { words: 'Production order (Canada)', countries: ['CA'], source: 'Criminal Code, s. 487.014', reach: 'content' },
  au_stored_communications: { words: 'Stored communications warrant (Australia)', countries: ['AU'], source: 'Telecommunications (Interception and Access) Act 1979, Part 3-3', reach: 'content' },
  mutual_assistance: { words: 'Mutual legal assistance', countries: null, source: 'The treaty that the request names', reach: 'content' },
  national_order: { words: 'Order of another country’s court or prosecutor', countries: null, source: 'The law that the order names', reach: 'content' },
} as const satisfies Record<string, ProcessType>;
export type ProcessTypeId = keyof typeof PROCESS_TYPES;
export const PROCESS_TYPE_IDS = Object.keys(PROCESS_TYPES) as [ProcessTypeId, ...ProcessTypeId[]];

/** What it is called. Rows outlive versions: one that is not known here goes by its id. */
export const processWords = (id: string): string => (Object.hasOwn(PROCESS_TYPES, id) ? PROCESS_TYPES[id as ProcessTypeId].words : id);

/** All that is known of a kind; null where it is of another version. */
export const processTypeOf = (id: string | null): ProcessType | null => (id !== null && Object.hasOwn(PROCESS_TYPES, id) ? PROCESS_TYPES[id as ProcessTypeId] : null);

/** The rule that the words rest on; the id where it is not known here. */
export const processSource = (id: string): string => (Object.hasOwn(PROCESS_TYPES, id) ? PROCESS_TYPES[id as ProcessTypeId].source : id);
