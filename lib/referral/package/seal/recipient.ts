/** Whose eyes a package is sealed for: an agency's key, as its row has it. */
export interface Recipient {
  readonly kind: 'openpgp' | 'age';
  /** Armored OpenPGP, or `age1…`. */
  readonly publicKey: string;
}
