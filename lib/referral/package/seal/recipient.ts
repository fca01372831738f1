import { Encrypter } from 'age-encryption';
import { readKey } from 'openpgp';

/** Whose eyes a package is sealed for: an agency's key, as its row has it. */
export interface Recipient {
  readonly kind: 'openpgp' | 'age';
  /** Armored OpenPGP, or `age1…`. */
  readonly publicKey: string;
}

/** What a sealed package is called after `.zip`: what opens it looks for this ending. */
export const ENDING = { openpgp: 'gpg', age: 'age' } as const satisfies Record<Recipient['kind'], string>;

/** @throws Error when nothing can be sealed for this key, or not any more: it has expired, or has no key to encrypt to. */
export async function checkRecipient({ kind, publicKey }: Recipient, at: Date): Promise<void> {
  if (kind === 'age') new Encrypter().addRecipient(publicKey);
  else await (await readKey({ armoredKey: publicKey })).getEncryptionKey(undefined, at);
}
