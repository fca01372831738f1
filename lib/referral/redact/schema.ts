/** Where a term is taken out. What is chosen by nobody is chosen by its kind and length. */
export const WHERES = {
  everywhere: 'Everywhere, also inside longer words',
  words: 'Where it stands as a word of its own',
  nowhere: 'Nowhere: it is too common a word',
} as const;
export type Where = keyof typeof WHERES;
export const WHERE_NAMES = Object.keys(WHERES) as [Where, ...Where[]];

export const TERM_KINDS = {
  id: 'Account id',
  screen: 'Screen name',
  display: 'Display name',
  name: 'Name',
  part: 'Part of a name',
  url: 'Profile page',
  email: 'E-mail address',
  ip: 'IP address',
  phone: 'Telephone number',
  device: 'Device',
  address: 'Address',
  phrase: 'Marked words',
} as const;
export type TermKind = keyof typeof TERM_KINDS;

/** Why something that reads like a term stays where it is. */
export const LEFT_WHYS = {
  inside_word: 'Inside a longer word',
  longer_number: 'Part of a longer number',
  part_of_another: 'Part of somebody else’s own name or address',
  similar: 'Spelt in another way: mark it as words to have it taken out',
  chosen: 'Not looked for, as it was chosen, or because it is only a part of a name',
} as const;
export type LeftWhy = keyof typeof LEFT_WHYS;

/** So many places of a term are shown; all are counted. */
export const PLACES_SHOWN = 100;

/** One place where a term was found, with the words around it: content, for whoever may read it. */
export interface Place {
  /** "E01, message 3". */
  readonly in: string;
  readonly before: string;
  readonly found: string;
  readonly after: string;
  /** Null where it is taken out. */
  readonly left: LeftWhy | null;
  /** It is taken out of the middle of a longer word, which may be another word altogether. */
  readonly isInsideWord: boolean;
}

export interface TermFinding {
  readonly term: string;
  readonly kind: TermKind;
  /** Whose it is: the name of an account (A4); null for marked words. */
  readonly of: string | null;
  readonly where: Where;
  readonly standIn: string;
  readonly takenOut: number;
  /** Of those, from the middle of a longer word. */
  readonly insideWords: number;
  readonly left: number;
  readonly places: readonly Place[];
}

/** An identifier that belongs to a person who is to be taken out and to one who is not: it stays, or the other would lose theirs. */
export interface SharedTerm {
  readonly term: string;
  readonly kind: TermKind;
  readonly of: string;
  readonly with: string;
}
