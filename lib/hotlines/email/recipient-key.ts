import { type PublicKey, readKey } from 'openpgp';

const WORDS = {
  unreadable: 'This is no OpenPGP public key: paste all of it, from the line BEGIN to the line END.',
  private: 'This is a private key, which belongs to nobody but the hotline: enter its public key.',
  invalid: 'This key is not usable any more, or not yet: it expired, was revoked or is damaged. Ask the hotline for its current key.',
  noEncryption: 'Nothing can be sealed to this key: it has no valid part for encryption. Ask the hotline for its current key.',
} as const;

type Found = { readonly key: PublicKey } | { readonly why: string };

/**
 * The key that mail is sealed to, or why it cannot be: never a reason to send anything unsealed.
 * @param at the moment at which it has to be valid.
 */
export async function findKey(armored: string, at: Date): Promise<Found> {
  const key = await readKey({ armoredKey: armored }).catch(() => null);
  if (!key) return { why: WORDS.unreadable };
  if (key.isPrivate()) return { why: WORDS.private };
  try {
    await key.verifyPrimaryKey(at);
  } catch {
    return { why: WORDS.invalid };
  }
  return key.getEncryptionKey(undefined, at).then(() => ({ key }), () => ({ why: WORDS.noEncryption }));
}

/** Why mail cannot be sealed to this key, in words, or null: to be asked when somebody enters it. */
export async function whyNotSealedTo(armored: string, at: Date): Promise<string | null> {
  const found = await findKey(armored, at);
  return 'why' in found ? found.why : null;
}
