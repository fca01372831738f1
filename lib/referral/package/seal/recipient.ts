/** Whose eyes a package is sealed for: an agency's key, as its row has it. */
export interface Recipient {
  readonly kind: 'openpgp' | 'age';
  /** Armored OpenPGP, or `age1…`. */
  readonly publicKey: string;
}

/** What a sealed package is called after `.zip`: what opens it looks for this ending. */
export const ENDING = { openpgp: 'gpg', age: 'age' } as const satisfies Record<Recipient['kind'], string>;
