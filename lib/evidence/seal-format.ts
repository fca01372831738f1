import { RawAesKeyringNode, RawAesWrappingSuiteIdentifier } from '@aws-crypto/raw-aes-keyring-node';
import { AlgorithmSuiteIdentifier } from '@aws-crypto/material-management-node';
import type { Rendering } from './schema';

/**
 * The one suite in which files are sealed. The key is committed to: without that one ciphertext can be made to open under two
 * keys to two contents. Authenticated without a signature: whoever can write evidence holds the key, so a signature would
 * prove nothing more.
 */
export const SUITE = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY;

/** What a seal is bound to: it opens for no other. */
export interface BytesBinding {
  readonly objectId: string;
  readonly rendering: Rendering;
}

export const contextOf = ({ objectId, rendering }: BytesBinding) => ({ object: objectId, purpose: rendering });

/** The object's key as the library takes it: under it the key of each sealing is wrapped. */
export function keyringOf(key: Uint8Array, { objectId }: BytesBinding): RawAesKeyringNode {
  return new RawAesKeyringNode({
    keyNamespace: 'watchkeeper',
    keyName: objectId,
    // The library demands a buffer that shares its memory with nothing else.
    unencryptedMasterKey: Uint8Array.from(key),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });
}
